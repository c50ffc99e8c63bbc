import Findings
import HTTPTypes
import Hummingbird
import Seals

/// A page with a form for visitors who are not signed in. A cookie holds the token that the form must send back, so that somebody
/// else's page cannot send it in the visitor's name.
protocol GuestForm: Page {
  /// What the form sends back.
  var formToken: String { get set }
}

extension Service {
  /// The page with a new token, and the cookie that holds it for an hour.
  func guestForm(
    _ page: some GuestForm, _ request: Request, _ context: ServiceContext, _ status: HTTPResponse.Status = .ok
  ) -> Response {
    var page = page
    page.formToken = Hexadecimal.text(RandomBytes.draw(32))
    var response = pages.response(page, request, context, status)
    response.setCookie(cookies.make(cookies.form, page.formToken, seconds: 3600))
    return response
  }

  /// The fields of such a form.
  ///
  /// - Throws: `requestForged` (403) if the token is not the cookie's.
  func guestFields(of request: Request) async throws -> FormFields {
    let fields = try await FormFields(of: request)
    guard let sent = request.cookies[cookies.form]?.value, SameSite.isSame(fields["_token"], sent) else {
      throw ServiceFault(.forbidden, .requestForged)
    }
    return fields
  }
}
