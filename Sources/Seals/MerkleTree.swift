/// The hashing of a Merkle tree by RFC 9162, section 2.1.1: leaves and nodes are told apart by a first byte, so that no node can be
/// passed off as a leaf.
///
///     leaf = SHA-256(0x00 ‖ data)      node = SHA-256(0x01 ‖ left ‖ right)
///
/// - SeeAlso: RFC 9162, Certificate Transparency Version 2.0.
public enum MerkleTree {
  /// The hash of a tree without leaves.
  public static let empty = ContentDigest.of([])

  /// The hash of a leaf.
  public static func leaf(_ data: some Sequence<UInt8>) -> ContentDigest { ContentDigest.of([0] + Array(data)) }

  /// The hash of a node above two others.
  public static func node(_ left: ContentDigest, _ right: ContentDigest) -> ContentDigest {
    ContentDigest.of([1] + left.bytes + right.bytes)
  }

  /// The largest power of two below `count`, where a tree of `count` leaves is cut in two; `count` is at least 2.
  static func cut(_ count: Int) -> Int {
    precondition(count >= 2, "only a tree of two leaves has a cut")
    return 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }

  /// The root over `leaves` by the recursion of the RFC, without any shortcut; the definition that tests compare with.
  public static func root(_ leaves: ArraySlice<ContentDigest>) -> ContentDigest {
    guard let first = leaves.first else { return empty }
    if leaves.count == 1 { return first }
    let middle = leaves.startIndex + cut(leaves.count)
    return node(root(leaves[..<middle]), root(leaves[middle...]))
  }
}

/// The right edge of a growing tree: the roots of its perfect subtrees, largest first. Appending costs at most one hash a level, and
/// the root a hash for each subtree; nothing else of the tree is needed.
public struct MerkleFrontier: Hashable, Sendable {
  /// The leaves so far.
  public private(set) var size: Int
  /// The roots of the perfect subtrees, one for each bit of `size`, the largest first.
  public private(set) var peaks: [ContentDigest]

  /// A tree without leaves.
  public init() {
    size = 0
    peaks = []
  }

  /// A tree of `size` leaves with these perfect subtrees; nil if their number does not fit.
  public init?(size: Int, peaks: [ContentDigest]) {
    guard size >= 0, peaks.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.peaks = peaks
  }

  /// A perfect subtree: over the leaves `index << level ..< (index + 1) << level`.
  public struct Subtree: Hashable, Sendable {
    /// The height; 0 is a leaf.
    public var level: Int
    /// The place among the subtrees of that height.
    public var index: Int
    /// The root.
    public var root: ContentDigest
  }

  /// Appends a leaf.
  ///
  /// - Returns: the perfect subtrees that are complete now, the leaf itself first.
  @discardableResult
  public mutating func append(_ leaf: ContentDigest) -> [Subtree] {
    let completed = MerkleFrontier.completed(by: leaf, at: size) { _, _ in peaks.removeLast() }
    if let last = completed.last { peaks.append(last.root) }
    size += 1
    return completed
  }

  /// The perfect subtrees that a leaf completes, itself first: one more for each 1 at the end of its number.
  ///
  /// - Parameters:
  ///   - index: the number of the leaf, from 0.
  ///   - root: gives the root of the perfect subtree of a level and place; it is asked for the left neighbours, lowest first.
  public static func completed<Fault: Error>(
    by leaf: ContentDigest, at index: Int, root: (_ level: Int, _ place: Int) throws(Fault) -> ContentDigest
  ) throws(Fault) -> [Subtree] {
    var completed = [Subtree(level: 0, index: index, root: leaf)]
    var (level, own) = (0, leaf)
    while index >> level & 1 == 1 {
      own = MerkleTree.node(try root(level, index >> level - 1), own)
      level += 1
      completed.append(Subtree(level: level, index: index >> level, root: own))
    }
    return completed
  }

  /// The root of the whole tree.
  public var root: ContentDigest {
    guard var root = peaks.last else { return MerkleTree.empty }
    for peak in peaks.dropLast().reversed() { root = MerkleTree.node(peak, root) }
    return root
  }
}
