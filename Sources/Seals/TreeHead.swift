/// The state of a log at one moment: how many leaves, and the root over them.
public struct TreeHead: Hashable, Sendable {
  /// The log's own name, which no other has.
  public var origin: String
  /// The number of leaves.
  public var size: Int
  /// The root over them.
  public var root: ContentDigest
  /// When it was signed, such as `2014-12-01T08:30:00Z`; empty if unknown. Signed with the rest, but never used for order.
  public var time: String

  /// A head of these parts.
  public init(origin: String, size: Int, root: ContentDigest, time: String) {
    self.origin = origin
    self.size = size
    self.root = root
    self.time = time
  }

  /// The text that is signed: a C2SP checkpoint, one item a line, the time as an extension line.
  public var body: String { "\(origin)\n\(size)\n\(root.base64)\n" + (time.isEmpty ? "" : "time \(time)\n") }

  /// Reads such a text; nil for anything else.
  public init?(body: String) {
    guard body.hasSuffix("\n") else { return nil }
    let lines = body.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 3, !lines[0].isEmpty, let size = Int(lines[1]), size >= 0, String(size) == lines[1],
      let root = ContentDigest(base64: lines[2])
    else { return nil }
    let time = lines.dropFirst(3).first { $0.hasPrefix("time ") }.map { String($0.dropFirst(5)) } ?? ""
    self.init(origin: lines[0], size: size, root: root, time: time)
    guard self.body == body else { return nil }
  }
}

/// A tree head with signatures, as text that anyone can keep, send and check.
///
///     kaoping/1f0e…            the origin
///     1234                     the size
///     CsUYapGGPo4dkMgIAUqom/…  the root
///     time 2014-12-01T08:30:00Z
///
///     — kaoping/1f0e… Ab3d…    name and base64 of the key's hash and the signature
///
/// - SeeAlso: C2SP tlog-checkpoint and signed-note.
public struct SignedTreeHead: Hashable, Sendable {
  /// What is signed.
  public let head: TreeHead
  /// The whole text.
  public let text: String

  private let signatures: [(name: String, bytes: [UInt8])]

  /// Signs a head.
  public init(_ head: TreeHead, by key: SigningKey) {
    let line = SignedTreeHead.line(head, by: key)
    self.head = head
    text = head.body + "\n" + line.text
    signatures = [(key.verifier.name, line.bytes)]
  }

  /// Reads a signed head; nil if the text is none.
  public init?(_ text: String) {
    guard let gap = text.firstRange(of: "\n\n"), text.hasSuffix("\n") else { return nil }
    guard let head = TreeHead(body: String(text[..<gap.lowerBound]) + "\n") else { return nil }
    var signatures: [(name: String, bytes: [UInt8])] = []
    for line in text[gap.upperBound...].dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, parts[0] == "\u{2014}", let bytes = Base64.bytes(parts[2]), bytes.count > 4 else {
        return nil
      }
      signatures.append((parts[1], bytes))
    }
    guard !signatures.isEmpty else { return nil }
    self.head = head
    self.text = text
    self.signatures = signatures
  }

  /// The same head with one more signature: that of a witness who has checked it.
  public func cosigned(by key: SigningKey) -> SignedTreeHead? {
    SignedTreeHead(text + SignedTreeHead.line(head, by: key).text)
  }

  /// The same head with a signature line that somebody else has; nil if the line is none.
  public func adding(_ line: String) -> SignedTreeHead? { SignedTreeHead(text + line) }

  /// The signature lines, as they stand in the text.
  public var lines: [String] {
    guard let gap = text.firstRange(of: "\n\n") else { return [] }
    return text[gap.upperBound...].split(separator: "\n").map { $0 + "\n" }
  }

  /// Whether the key has signed this head.
  public func isSigned(by key: VerifierKey) -> Bool {
    signatures.contains { signature in
      signature.name == key.name && Array(signature.bytes.prefix(4)) == key.hash
        && key.verifies(Array(signature.bytes.dropFirst(4)), of: Array(head.body.utf8))
    }
  }

  private static func line(_ head: TreeHead, by key: SigningKey) -> (text: String, bytes: [UInt8]) {
    let bytes = key.verifier.hash + key.sign(Array(head.body.utf8))
    return ("\u{2014} \(key.verifier.name) \(Base64.text(bytes))\n", bytes)
  }

  /// Heads are equal if their texts are.
  public static func == (a: SignedTreeHead, b: SignedTreeHead) -> Bool { a.text == b.text }
  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
