import Findings
import Hummingbird
import Operations

/// Confines programs to what their access token was made for. It is looked at beside the role, never in its place.
enum TokenReach {
  /// - Throws: 403 if a token does not reach the route.
  static func check(_ entry: RouteTable.Entry, _ request: Request, _ context: ServiceContext) throws(ServiceFault) {
    guard let visitor = context.visitor, visitor.isProgram, !visitor.person.scopes.isEmpty, entry.access != .anyone,
      entry.path != "/api/v1/me"
    else { return }
    let resource = TokenScope.resource(ofPath: entry.path)
    let writes = !Access.reading.contains(request.method)
    guard visitor.person.scopes.contains(where: { $0.resource == resource && ($0.mayWrite || !writes) }) else {
      let wanted = resource.map { "\($0.rawValue):\(writes ? "write" : "read")" } ?? entry.path
      throw ServiceFault(.forbidden, .tokenReachesNot, details: [wanted])
    }
  }
}
