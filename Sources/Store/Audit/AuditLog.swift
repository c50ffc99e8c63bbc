import Findings
import Foundation
import GRDB
import Seals

/// The audit log inside a transaction: appending, heads and proofs.
struct AuditLog {
  let db: Database

  /// The number of events.
  func size() throws -> Int {
    (try Int.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM audit_events")) ?? -1) + 1
  }

  /// Appends an event, its nodes and a signed head.
  ///
  /// - Parameter body: the event's bytes if it was written before; the present form otherwise.
  func append(_ event: AuditEvent, body: String? = nil, origin: String, key: SigningKey) throws {
    try append(event, body: body)
    try sign(event.leaf + 1, at: event.at, origin: origin, key: key)
  }

  /// Appends an event and the nodes that it completes.
  func append(_ event: AuditEvent, body: String? = nil) throws {
    let size = try size()
    precondition(event.leaf == size, "an event stands at the end of the log")
    let body = try body ?? event.body()
    try db.cachedStatement(sql: "INSERT INTO audit_events (id, body) VALUES (?, ?)")
      .execute(arguments: [event.leaf, body])
    let node = try db.cachedStatement(sql: "INSERT INTO audit_nodes (level, place, root) VALUES (?, ?, ?)")
    let completed = try MerkleFrontier.completed(by: MerkleTree.leaf(body.utf8), at: size) {
      (level, place) throws(any Error) in try subtree(level, place)
    }
    for subtree in completed {
      try node.execute(arguments: [subtree.level, subtree.index, Data(subtree.root.bytes)])
    }
  }

  /// Signs the head of the log at a size.
  func sign(_ size: Int, at time: String, origin: String, key: SigningKey) throws {
    let head = TreeHead(origin: origin, size: size, root: try prover.root(size: size), time: time)
    try db.cachedStatement(sql: "INSERT INTO tree_heads (id, text) VALUES (?, ?)")
      .execute(arguments: [size, SignedTreeHead(head, by: key).text])
  }

  /// The signed head of this size; nil for the size of the whole log.
  func head(size: Int? = nil) throws -> SignedTreeHead? {
    let text =
      try size.map { try String.fetchOne(db, sql: "SELECT text FROM tree_heads WHERE id = ?", arguments: [$0]) }
      ?? String.fetchOne(db, sql: "SELECT text FROM tree_heads ORDER BY id DESC LIMIT 1")
    return text.flatMap { SignedTreeHead($0) }
  }

  /// The body of an event; nil if there is none.
  func body(_ leaf: Int) throws -> String? {
    try String.fetchOne(db, sql: "SELECT body FROM audit_events WHERE id = ?", arguments: [leaf])
  }

  /// The receipt of an event, with the first head that covers it: asked for again, it is the same one.
  func receipt(_ leaf: Int, file: Receipt.File?, size: Int? = nil) throws -> Receipt? {
    guard let body = try body(leaf), let head = try head(size: size ?? leaf + 1), leaf < head.head.size else {
      return nil
    }
    let path = try prover.inclusion(of: leaf, size: head.head.size).map(\.base64)
    return Receipt(leaf: leaf, event: body, path: path, head: head.text, file: file)
  }

  /// The proof that the log of `old` events is the beginning of that of `size`.
  func consistency(from old: Int, to size: Int) throws -> [ContentDigest] {
    try prover.consistency(from: old, to: size)
  }

  private var prover: MerkleProver<any Error> {
    MerkleProver { (level, index) throws(any Error) in try subtree(level, index) }
  }

  private func subtree(_ level: Int, _ place: Int) throws -> ContentDigest {
    let sql = "SELECT root FROM audit_nodes WHERE level = ? AND place = ?"
    guard let data = try Data.fetchOne(db.cachedStatement(sql: sql), arguments: [level, place]),
      let digest = ContentDigest(bytes: Array(data))
    else { throw StoreFailure(.auditNodeDiffers, "\(level)/\(place)") }
    return digest
  }
}
