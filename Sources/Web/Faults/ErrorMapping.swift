import Credentials
import Findings
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Operations
import Reports
import Store
import Titles

/// Turns whatever a route throws into an answer: problem details for programs, a page for people. The only place that knows which
/// error has which status.
struct ErrorMapping: RouterMiddleware {
  typealias Context = ServiceContext

  let pages: PageRenderer

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let fault = ErrorMapping.fault(error, context)
      if fault.status.code >= 500 {
        // Too much at once, and methods that nobody knows, are no fault of the program.
        let isExpected = [.serviceUnavailable, .notImplemented].contains(fault.status)
        context.logger.log(
          level: isExpected ? .warning : .error, "fault",
          metadata: ["error": "\(ErrorMapping.harmless(error))", "status": "\(fault.status.code)"])
      }
      return answer(fault, request, context)
    }
  }

  /// The fault that an error amounts to.
  static func fault(_ error: any Error, _ context: ServiceContext) -> ServiceFault {
    switch error {
    case let fault as ServiceFault: fault
    case let refusal as Refusal: fault(refusal)
    case let error as HTTPError where error.status == .notFound: .notFound
    case let error as HTTPError where error.status.code < 500: ServiceFault(error.status, .bodyMalformed)
    // The connection ended before the body did: nobody is left to read the answer, and it is no fault of the service.
    case is HTTPParserError, is ChannelError, is IOError: ServiceFault(.badRequest, .uploadCutShort)
    case let error as MultipartError:
      error == .truncated ? ServiceFault(.badRequest, .uploadCutShort) : ServiceFault(.badRequest, .bodyMalformed)
    case let error as HashingError: error == .busy ? .busy : .internalFault(request: context.requestNumber)
    case let failure as StoreFailure: fault(failure)
    case let refusal as RoundRefusal:
      ServiceFault(refusal.isForbidden ? .forbidden : .conflict, findings: [refusal.finding])
    case is CancellationError, is JobLine.Full, is RecomputationBusy: .busy
    default: .internalFault(request: context.requestNumber)
    }
  }

  private static func fault(_ refusal: Refusal) -> ServiceFault {
    let status: HTTPResponse.Status =
      switch refusal.findings.first?.code {
      case .versionStale?: .preconditionFailed
      case .unknownRound?, .unknownUser?, .invitationUnknown?: .notFound
      case .invitationUsed?: .conflict
      case .invitationOver?: .gone
      case .tooManyAttempts?: .tooManyRequests
      case _ where refusal.isForbidden: .forbidden
      default: .unprocessableContent
      }
    return ServiceFault(status, findings: refusal.findings)
  }

  private static func fault(_ failure: StoreFailure) -> ServiceFault {
    switch failure.finding.code {
    case .diskFull: ServiceFault(HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), .storageFull)
    case .directoryBusy: .busy
    // What the system said may name paths: the log has it, the visitor does not.
    case .directoryUnwritable: ServiceFault(.serviceUnavailable, .storageFailing, headers: [.retryAfter: "60"])
    case .personalData, .keyReused: ServiceFault(.unprocessableContent, findings: [failure.finding])
    default: ServiceFault(.serviceUnavailable, findings: [Finding(.serviceBusy)])
    }
  }

  /// What the log may hold of an error: its type and case, never the values in it, which may be a visitor's.
  private static func harmless(_ error: any Error) -> String {
    let mirror = Mirror(reflecting: error)
    let name = mirror.displayStyle == .enum ? mirror.children.first?.label ?? "\(error)" : ""
    return "\(type(of: error))\(name.isEmpty ? "" : ".")\(name)"
  }

  private func answer(_ fault: ServiceFault, _ request: Request, _ context: ServiceContext) -> Response {
    if request.uri.path.hasPrefix("/api/") || request.uri.path == "/metrics" {
      return ErrorMapping.problem(fault, request, context)
    }
    if fault.status == .unauthorized, request.method == .get {
      let next = request.uri.path + (request.uri.query.map { "?" + $0 } ?? "")
      return .seeOther("/sign-in?next=" + next.escapedForQuery)
    }
    var response = pages.response(FaultPage(fault, number: context.requestNumber, context.language), request, context)
    response.status = fault.status
    for field in fault.headers { response.headers[field.name] = field.value }
    return response
  }

  /// Problem details (RFC 9457) with the findings beside them.
  static func problem(_ fault: ServiceFault, _ request: Request, _ context: ServiceContext) -> Response {
    let language = context.language
    let first = fault.findings.first
    let document: JSONValue = .object([
      "type": .string(first.map { "/help/findings/" + $0.code.code } ?? "about:blank"),
      "title": .string(first?.message(language) ?? fault.status.reasonPhrase),
      "detail": .string(first?.remedy(language) ?? ""),
      "status": .integer(fault.status.code),
      "instance": .string(request.uri.path),
      "code": .optional(first?.code.code),
      "request": .string(context.requestNumber),
      "findings": .array(fault.findings.map { $0.json(language) }),
    ])
    var headers = fault.headers
    headers[.contentType] = "application/problem+json"
    headers[.contentLanguage] = language.rawValue
    return Response(
      status: fault.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.bytes())))
  }
}

extension String {
  /// With everything but letters, digits and `-._~/` escaped, for a value in a query.
  var escapedForQuery: String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    return utf8.map { byte in
      plain.contains(byte)
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
