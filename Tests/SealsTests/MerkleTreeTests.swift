import Seals
import TestSupport
import Testing

/// The growing tree and its proofs against the RFC's own recursion.
@Suite struct MerkleTreeTests {
  static let size = 300

  /// Leaves, the perfect subtrees by level and index, and the root after each leaf.
  static let grown: (leaves: [ContentDigest], subtrees: [[Int]: ContentDigest], roots: [ContentDigest]) = {
    var frontier = MerkleFrontier()
    var leaves: [ContentDigest] = []
    var subtrees: [[Int]: ContentDigest] = [:]
    var roots = [frontier.root]
    for index in 0..<size {
      let leaf = MerkleTree.leaf("leaf \(index)".utf8)
      leaves.append(leaf)
      for subtree in frontier.append(leaf) { subtrees[[subtree.level, subtree.index]] = subtree.root }
      roots.append(frontier.root)
    }
    return (leaves, subtrees, roots)
  }()

  struct NoSuchSubtree: Error {}

  static var prover: MerkleProver<NoSuchSubtree> {
    MerkleProver { level, index throws(NoSuchSubtree) in
      guard let root = grown.subtrees[[level, index]] else { throw NoSuchSubtree() }
      return root
    }
  }

  /// The empty tree and single leaf of RFC 6962's own test data.
  @Test func knownHashes() {
    #expect(
      MerkleFrontier().root.hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      MerkleTree.leaf([]).hexadecimal == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
  }

  @Test func theFrontierGrowsTheTreeOfTheDefinition() {
    for size in 0...Self.size {
      #expect(Self.grown.roots[size] == MerkleTree.root(Self.grown.leaves[..<size]), "\(size)")
    }
  }

  @Test func everyLeafOfEveryTreeIsProved() throws {
    for size in 1...Self.size {
      for index in stride(from: 0, to: size, by: size < 70 ? 1 : 7) {
        let path = try Self.prover.inclusion(of: index, size: size)
        let (leaf, root) = (Self.grown.leaves[index], Self.grown.roots[size])
        #expect(MerkleProof.isIncluded(leaf, at: index, size: size, root: root, path: path), "\(index) of \(size)")
        #expect(!MerkleProof.isIncluded(leaf, at: (index + 1) % (size + 1), size: size, root: root, path: path))
        #expect(!MerkleProof.isIncluded(leaf, at: index, size: size, root: MerkleTree.empty, path: path))
      }
    }
  }

  @Test func everyTreeIsTheBeginningOfEveryLaterOne() throws {
    for old in 1...Self.size {
      for size in old...Self.size {
        let path = try Self.prover.consistency(from: old, to: size)
        let (before, after) = (Self.grown.roots[old], Self.grown.roots[size])
        let isConsistent = MerkleProof.isConsistent(from: old, root: before, to: size, root: after, path: path)
        #expect(isConsistent, "\(old) to \(size)")
        if old < size {
          #expect(!MerkleProof.isConsistent(from: old, root: after, to: size, root: after, path: path))
        }
      }
    }
  }

  @Test func aPathOfTheWrongLengthProvesNothing() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let size = Int.random(in: 2...Self.size, using: &generator)
      let index = Int.random(in: 0..<size, using: &generator)
      let path = try Self.prover.inclusion(of: index, size: size)
      let (leaf, root) = (Self.grown.leaves[index], Self.grown.roots[size])
      #expect(!MerkleProof.isIncluded(leaf, at: index, size: size, root: root, path: Array(path.dropLast())))
      #expect(!MerkleProof.isIncluded(leaf, at: index, size: size, root: root, path: path + [leaf]))
    }
  }
}
