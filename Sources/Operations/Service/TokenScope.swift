/// A part of the interface that an access token may be confined to, written `uploads:write`. What the role of its user may not do, no
/// scope allows.
public struct TokenScope: Hashable, Sendable, CustomStringConvertible {
  /// A resource of the interface: the first part of its path, or the one below a round.
  public enum Resource: String, Hashable, Sendable, CaseIterable {
    /// Rounds, their communities, districts, events and actions.
    case rounds
    /// Uploads of a round and uploads under way.
    case uploads
    /// Standards, questionnaires, communities and holidays on their way in.
    case materials
    /// Scoring and other long work.
    case jobs
    /// Users and their roles.
    case users
    /// The audit log.
    case audit = "audit-events"
    /// Who is told of events.
    case webhooks
    /// Who watches over the audit log from outside.
    case witnesses
    /// Standards and questionnaires that may be frozen.
    case library
    /// The register of communities.
    case register
    /// Holidays and working days.
    case calendar
    /// Copies of the data directory.
    case backups
    /// How the machine fares.
    case health
  }

  /// The resource.
  public var resource: Resource
  /// Whether it may change what it reaches.
  public var mayWrite: Bool

  /// Reads `uploads:read` or `uploads:write`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let resource = Resource(rawValue: String(parts[0])), ["read", "write"].contains(parts[1])
    else { return nil }
    self.resource = resource
    mayWrite = parts[1] == "write"
  }

  /// The written form.
  public var description: String { "\(resource.rawValue):\(mayWrite ? "write" : "read")" }

  /// The written forms of all scopes.
  public static let all = Resource.allCases.flatMap { ["\($0.rawValue):read", "\($0.rawValue):write"] }

  /// The resource that an operation of the interface belongs to; nil for what every token reaches, and for pages.
  public static func resource(ofPath path: String) -> Resource? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count > 2, parts[0] == "api", parts[1] == "v1" else { return nil }
    if parts.count > 4, parts[2] == "rounds" {
      return parts[4] == "evaluations" ? .jobs : Resource(rawValue: parts[4]) ?? .rounds
    }
    return Resource(rawValue: parts[2])
  }
}
