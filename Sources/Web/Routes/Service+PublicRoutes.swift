import Findings
import HTTPTypes
import Hummingbird

extension Service {
  /// What everyone may read.
  func addPublicRoutes(_ table: inout RouteTable) {
    table.get("/static/{file}", .anyone) { request, context in
      try StaticFiles.answer(try context.parameter("file"), request)
    }
    table.get("/help/findings/{code}", .anyone) { request, context in
      let code = try context.parameter("code")
      guard let code = FindingCatalogue.all.first(where: { $0.code == code }) else { throw ServiceFault.notFound }
      return pages.response(FindingHelpPage(code, context.language), request, context)
    }
    table.get("/language/{language}", .anyone) { request, context in
      guard let language = Language(rawValue: try context.parameter("language")) else { throw ServiceFault.notFound }
      var response = Response.seeOther(LocalPath(request.query("next")).text)
      response.setCookie(cookies.language(language))
      return response
    }
  }
}
