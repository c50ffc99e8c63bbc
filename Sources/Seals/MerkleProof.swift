/// Makes proofs from a source of perfect subtrees, a table of a database or an array, by RFC 9162, sections 2.1.3.1 and 2.1.4.1.
public struct MerkleProver<Failure: Error> {
  private let subtree: (_ level: Int, _ index: Int) throws(Failure) -> ContentDigest

  /// A prover that asks for the root of the perfect subtree at a level and index.
  public init(subtree: @escaping (_ level: Int, _ index: Int) throws(Failure) -> ContentDigest) {
    self.subtree = subtree
  }

  /// The root over the first `size` leaves.
  public func root(size: Int) throws(Failure) -> ContentDigest {
    size == 0 ? MerkleTree.empty : try root(over: 0..<size)
  }

  /// The hashes that lead from leaf `index` to the root over the first `size` leaves, nearest first.
  ///
  /// - Precondition: `0 <= index < size`.
  public func inclusion(of index: Int, size: Int) throws(Failure) -> [ContentDigest] {
    precondition(index >= 0 && index < size, "only a leaf of the tree can be proved")
    var range = 0..<size
    var path: [ContentDigest] = []
    while range.count > 1 {
      let middle = range.lowerBound + MerkleTree.cut(range.count)
      if index < middle {
        path.append(try root(over: middle..<range.upperBound))
        range = range.lowerBound..<middle
      } else {
        path.append(try root(over: range.lowerBound..<middle))
        range = middle..<range.upperBound
      }
    }
    return path.reversed()
  }

  /// The hashes that show the tree of `old` leaves to be the beginning of the one of `size`.
  ///
  /// - Precondition: `0 < old <= size`.
  public func consistency(from old: Int, to size: Int) throws(Failure) -> [ContentDigest] {
    precondition(old > 0 && old <= size, "a tree grows from one with leaves")
    var range = 0..<size
    var path: [ContentDigest] = []
    var isWhole = true
    while range.upperBound != old {
      let middle = range.lowerBound + MerkleTree.cut(range.count)
      if old <= middle {
        path.append(try root(over: middle..<range.upperBound))
        range = range.lowerBound..<middle
      } else {
        path.append(try root(over: range.lowerBound..<middle))
        range = middle..<range.upperBound
        isWhole = false
      }
    }
    if !isWhole { path.append(try root(over: range)) }
    return path.reversed()
  }

  /// The root over a range whose beginning is a multiple of the smallest power of two that spans it.
  private func root(over range: Range<Int>) throws(Failure) -> ContentDigest {
    if range.count & (range.count - 1) == 0 {
      let level = range.count.trailingZeroBitCount
      return try subtree(level, range.lowerBound >> level)
    }
    let middle = range.lowerBound + MerkleTree.cut(range.count)
    return MerkleTree.node(try root(over: range.lowerBound..<middle), try root(over: middle..<range.upperBound))
  }
}

/// Checks proofs with nothing but the roots, by RFC 9162, sections 2.1.3.2 and 2.1.4.2.
public enum MerkleProof {
  /// Whether `path` shows `leaf` to be number `index` of the tree of `size` leaves with this root.
  public static func isIncluded(
    _ leaf: ContentDigest, at index: Int, size: Int, root: ContentDigest, path: [ContentDigest]
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var (place, last) = (index, size - 1)
    var hash = leaf
    for sibling in path {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        hash = MerkleTree.node(sibling, hash)
        while place & 1 == 0 && place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        hash = MerkleTree.node(hash, sibling)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether `path` shows the tree of `old` leaves to be the beginning of the one of `size`.
  public static func isConsistent(
    from old: Int, root oldRoot: ContentDigest, to size: Int, root: ContentDigest, path: [ContentDigest]
  ) -> Bool {
    // The RFC proves nothing from a tree without leaves: anything would follow from it.
    guard old > 0, old <= size else { return false }
    if old == size { return path.isEmpty && oldRoot == root }
    // A tree that is a whole power of two is itself the first step of the path.
    let steps = old & (old - 1) == 0 ? [oldRoot] + path : path
    guard let first = steps.first else { return false }
    var (place, last) = (old - 1, size - 1)
    while place & 1 == 1 {
      place >>= 1
      last >>= 1
    }
    var (before, after) = (first, first)
    for step in steps.dropFirst() {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        before = MerkleTree.node(step, before)
        after = MerkleTree.node(step, after)
        while place & 1 == 0 && place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        after = MerkleTree.node(after, step)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && before == oldRoot && after == root
  }
}
