import Foundation

/// Where a webhook sends to. Only hosts that whoever runs the service has named are taken: somebody with a role in the round must not
/// make the service knock at doors inside its network (server-side request forgery).
public struct WebhookTarget: Hashable, Sendable {
  /// Whether TLS is spoken.
  public let isEncrypted: Bool
  /// The host's name or address.
  public let host: String
  /// The port.
  public let port: Int
  /// Path and query.
  public let path: String

  /// Reads an address.
  ///
  /// - Parameter allowed: hosts, each with or without a port; without one any port of it will do.
  /// - Returns: nil unless it is `https`, or `http` on this very machine, has no user, password or fragment, and its host is allowed.
  public init?(_ text: String, allowed: [String]) {
    guard text.utf8.count <= 500, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "http" || scheme == "https", let name = parts.host?.lowercased(), !name.isEmpty, parts.user == nil,
      parts.password == nil, parts.fragment == nil
    else { return nil }
    isEncrypted = scheme == "https"
    host = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : name
    port = parts.port ?? (isEncrypted ? 443 : 80)
    guard (1...65_535).contains(port), isEncrypted || WebhookTarget.isThisMachine(host) else { return nil }
    let query = parts.percentEncodedQuery.map { "?" + $0 } ?? ""
    path = (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath) + query
    let names = [name, "\(name):\(port)"]
    guard allowed.contains(where: { names.contains($0.lowercased()) }) else { return nil }
  }

  /// Whether what is sent to a host never leaves the machine, so that nobody on the way can read it.
  private static func isThisMachine(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.wholeMatch(of: /127\.\d+\.\d+\.\d+/) != nil
  }
}
