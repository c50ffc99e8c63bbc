import Findings
import HTTPTypes

/// Why a request was not carried out: a status and the findings that say what and how to go on. The one error that routes throw.
struct ServiceFault: Error, Hashable, Sendable {
  /// The status of the answer.
  var status: HTTPResponse.Status
  /// What is wrong, the first the reason of the status.
  var findings: [Finding]
  /// Headers that the status asks for, such as `Retry-After`.
  var headers: HTTPFields

  /// A fault with these findings.
  init(_ status: HTTPResponse.Status, findings: [Finding], headers: HTTPFields = [:]) {
    self.status = status
    self.findings = findings
    self.headers = headers
  }

  /// A fault of one finding.
  init(
    _ status: HTTPResponse.Status, _ code: FindingCode, found: String? = nil, details: [String] = [],
    headers: HTTPFields = [:]
  ) {
    self.init(status, findings: [Finding(code, found: found, details: details)], headers: headers)
  }

  /// Nothing of that name, or nothing that this visitor may know of: both look the same.
  static var notFound: ServiceFault { ServiceFault(.notFound, .notThere) }
  /// Known, but not allowed to do this.
  static var notPermitted: ServiceFault { ServiceFault(.forbidden, .notPermitted) }
  /// Not signed in.
  static var notSignedIn: ServiceFault {
    ServiceFault(.unauthorized, .signInNeeded, headers: [.wwwAuthenticate: "Bearer realm=\"kaoping\""])
  }
  /// Something of the machine failed; the log has the particulars, the visitor its number.
  static func internalFault(request: String) -> ServiceFault {
    ServiceFault(.internalServerError, .serviceFailed, details: [request])
  }
  /// Too much at once.
  static var busy: ServiceFault { ServiceFault(.serviceUnavailable, .serviceBusy, headers: [.retryAfter: "5"]) }
}
