/// What a person gets for an upload or a decision: the audit event itself, its place in the log, and the proof that the signed tree
/// head covers it. Whoever holds it can show later, with the public key alone, that the event was recorded and how it read.
public struct Receipt: Hashable, Sendable, Codable {
  /// The event's number in the log, from 0.
  public var leaf: Int
  /// The event as it was written: the bytes of the leaf.
  public var event: String
  /// The way from the leaf to the head's root, in base64, nearest first.
  public var path: [String]
  /// The signed tree head.
  public var head: String
  /// The file that the event is about; nil for a decision.
  public var file: File?

  /// An uploaded file. The log holds only a salted commitment, so that a log of deleted files cannot be searched by guessing.
  public struct File: Hashable, Sendable, Codable {
    /// The SHA-256 of the file's bytes.
    public var sha256: String
    /// The salt of the commitment, as hexadecimal digits.
    public var salt: String
    /// The size in bytes.
    public var bytes: Int

    /// A file.
    public init(sha256: String, salt: String, bytes: Int) {
      self.sha256 = sha256
      self.salt = salt
      self.bytes = bytes
    }

    /// SHA-256(salt ‖ digest), which stands in the event as `"commitment"`.
    public var commitment: String { ContentDigest.of(salt + sha256).hexadecimal }
  }

  /// A receipt of these parts.
  public init(leaf: Int, event: String, path: [String], head: String, file: File?) {
    self.leaf = leaf
    self.event = event
    self.path = path
    self.head = head
    self.file = file
  }

  /// What may be wrong with a receipt.
  public enum Fault: Hashable, Sendable {
    /// The head cannot be read, or a hash of the path cannot.
    case malformed
    /// The key has not signed the head.
    case notSigned
    /// The path does not lead from the event to the head's root.
    case notIncluded
    /// The event does not name the file that the receipt names.
    case fileNotInEvent
    /// The file at hand is not the one that was received.
    case fileDiffers
  }

  /// Checks the receipt against the public key, and against the file's digest if there is a file at hand.
  public func faults(key: VerifierKey, file content: ContentDigest? = nil) -> Set<Fault> {
    guard let head = SignedTreeHead(head) else { return [.malformed] }
    let path = path.compactMap { ContentDigest(base64: $0) }
    guard path.count == self.path.count else { return [.malformed] }
    var faults: Set<Fault> = []
    if !head.isSigned(by: key) { faults.insert(.notSigned) }
    let hash = MerkleTree.leaf(event.utf8)
    if !MerkleProof.isIncluded(hash, at: leaf, size: head.head.size, root: head.head.root, path: path) {
      faults.insert(.notIncluded)
    }
    if let file, !event.contains("\"commitment\":\"\(file.commitment)\"") { faults.insert(.fileNotInEvent) }
    if let content, content.hexadecimal != file?.sha256 { faults.insert(.fileDiffers) }
    return faults
  }
}
