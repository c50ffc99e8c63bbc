package import HTTPTypes
import Hummingbird
package import Titles

/// Who may take a route. What exactly a role may do there, and within which scope, the operation behind the route decides once more.
package enum Access: Hashable, Sendable {
  /// Anyone, without sign-in.
  case anyone
  /// Whoever is signed in, in any role.
  case signedIn
  /// Whoever acts in one of these roles.
  case roles(Set<Role>)
  /// Whoever asks from the machine itself, or acts as administrator: what tells about the machine.
  case machine

  /// Everyone who works on the round.
  static let staff = Access.roles(Set(Role.allCases).subtracting([.public]))
  /// Those who prepare and decide for the city.
  static let city = Access.roles([.leadingGroupOffice, .leadingGroupMember])
  /// Those who see the whole round.
  static let overview = Access.roles([.leadingGroupOffice, .leadingGroupMember, .auditor])

  /// Whether a role may take the route; nil stands for nobody signed in.
  package func admits(_ role: Role?) -> Bool {
    switch self {
    case .anyone: true
    case .signedIn: role != nil
    case .roles(let roles): role.map(roles.contains) ?? false
    case .machine: role == .administrator
    }
  }

  /// Lets a request through, or not. Nothing of the body has been read yet.
  ///
  /// - Throws: 401 without a visitor, 403 in the wrong role or from another site.
  func check(_ request: Request, _ context: ServiceContext) throws(ServiceFault) {
    let role = context.visitor?.grant.role
    if !admits(role), !(self == .machine && context.isFromThisMachine(request)) {
      throw context.visitor == nil ? .notSignedIn : .notPermitted
    }
    if !Access.reading.contains(request.method) { try SameSite.check(request, context) }
  }

  /// Methods that change nothing.
  package static let reading: Set<HTTPRequest.Method> = [.get, .head, .options, .trace]
}

extension ServiceContext {
  /// Whether the request comes from this machine and no proxy says that it passes on somebody else's.
  func isFromThisMachine(_ request: Request) -> Bool {
    guard let remoteAddress, remoteAddress == "127.0.0.1" || remoteAddress == "::1" else { return false }
    return !request.headers.contains { ["forwarded", "x-forwarded-for", "x-real-ip"].contains($0.name.canonicalName) }
  }
}
