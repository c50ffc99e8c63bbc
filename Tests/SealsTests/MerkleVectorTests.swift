import Foundation
import Seals
import Testing

/// The published proofs, sound and spoiled.
@Suite struct MerkleVectorTests {
  struct Inclusion: Decodable, CustomTestStringConvertible {
    let name: String
    let leafIdx: UInt64
    let treeSize: UInt64
    let root: String
    let leafHash: String
    let proof: [String]?
    let wantErr: Bool
    var testDescription: String { name }
  }

  struct Consistency: Decodable, CustomTestStringConvertible {
    let name: String
    let size1: Int
    let size2: Int
    let root1: String
    let root2: String
    let proof: [String]?
    let wantErr: Bool
    var testDescription: String { name }
  }

  static func vectors<Vector: Decodable>(_ name: String) throws -> [Vector] {
    let folder = try #require(Bundle.module.url(forResource: "References", withExtension: nil))
    let data = try Data(contentsOf: folder.appendingPathComponent("merkle-vectors/\(name).json"))
    return try JSONDecoder().decode([Vector].self, from: data)
  }

  @Test func inclusion() throws {
    let vectors: [Inclusion] = try Self.vectors("inclusion")
    #expect(vectors.count == 98)
    for vector in vectors {
      let path = (vector.proof ?? []).map { ContentDigest(base64: $0) }
      let isSound: Bool
      if let root = ContentDigest(base64: vector.root), let leaf = ContentDigest(base64: vector.leafHash),
        !path.contains(nil)
      {
        isSound = MerkleProof.isIncluded(
          leaf, at: Int(truncatingIfNeeded: vector.leafIdx), size: Int(truncatingIfNeeded: vector.treeSize), root: root,
          path: path.compactMap { $0 })
      } else {
        isSound = false
      }
      #expect(isSound != vector.wantErr, "\(vector.name)")
    }
  }

  @Test func consistency() throws {
    let vectors: [Consistency] = try Self.vectors("consistency")
    #expect(vectors.count == 98)
    for vector in vectors {
      let path = (vector.proof ?? []).map { ContentDigest(base64: $0) }
      let isSound: Bool
      // One vector has roots of other lengths, which no digest of ours can be: something that differs likewise stands for them.
      let old = ContentDigest(base64: vector.root1) ?? .of(vector.root1)
      let new = ContentDigest(base64: vector.root2) ?? .of(vector.root2)
      if !path.contains(nil) {
        isSound = MerkleProof.isConsistent(
          from: vector.size1, root: old, to: vector.size2, root: new, path: path.compactMap { $0 })
      } else {
        isSound = false
      }
      #expect(isSound != vector.wantErr, "\(vector.name)")
    }
  }
}
