import Findings
import Foundation
import Seals
import Store

/// One look at a log by somebody who keeps its heads: the new head must be signed, and prove that it grew from the last one kept.
struct LogVisit {
  /// The last head that was kept before; nil at the first visit.
  let last: SignedTreeHead?

  private let folder: String
  private let key: VerifierKey
  private var checked: SignedTreeHead?

  /// A visit with the heads that a folder keeps; a folder that is not there is made.
  init(keptIn folder: String, key: VerifierKey) throws {
    self.folder = folder
    self.key = key
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let heads = try names.filter { $0.hasPrefix("head-") }.map { try AuditInput.head(folder + "/" + $0) }
    // A head of this folder that the log's key did not sign was put here by somebody.
    guard heads.allSatisfy({ $0.isSigned(by: key) }) else { throw StoreFailure(.headDiffers, found: folder, folder) }
    last = heads.max { $0.head.size < $1.head.size }
  }

  /// Checks a head, or a proof from the last head on.
  ///
  /// - Returns: the new head.
  mutating func check(_ path: String) throws -> SignedTreeHead {
    let bytes = try AuditInput.bytes(path)
    let proof = try? JSONDecoder().decode(GrowthProof.self, from: Data(bytes))
    guard let head = SignedTreeHead(proof?.to ?? String(decoding: bytes, as: UTF8.self)) else {
      throw StoreFailure(.headDiffers, found: path, path)
    }
    func fault(_ what: String) -> StoreFailure { StoreFailure(.proofUnsound, found: path, what) }
    guard head.isSigned(by: key) else { throw fault("notSigned") }
    checked = head
    guard let last else { return head }
    guard last.head.origin == head.head.origin, head.head.size >= last.head.size else {
      throw StoreFailure(.headDiffers, found: "\(last.head.size) > \(head.head.size)", String(last.head.size))
    }
    if head.head.size == last.head.size {
      guard head.head.root == last.head.root else { throw StoreFailure(.headDiffers, String(last.head.size)) }
      return head
    }
    guard let proof, let from = SignedTreeHead(proof.from), from.head.size == last.head.size else {
      throw fault("--from \(last.head.size)")
    }
    let path = proof.path.compactMap { ContentDigest(base64: $0) }
    guard path.count == proof.path.count,
      MerkleProof.isConsistent(
        from: last.head.size, root: last.head.root, to: head.head.size, root: head.head.root, path: path)
    else { throw fault("notConsistent") }
    return head
  }

  /// Keeps the head that was checked.
  func keep() throws {
    guard let checked else { preconditionFailure("only a head that was checked is kept") }
    try FileOutput.write(Array(checked.text.utf8), to: "\(folder)/head-\(checked.head.size).txt")
  }
}

/// A consistency proof as `kaoping audit prove --from` writes it.
struct GrowthProof: Decodable {
  /// The older head.
  var from: String
  /// The newer head.
  var to: String
  /// The hashes that lead from one to the other.
  var path: [String]
}
