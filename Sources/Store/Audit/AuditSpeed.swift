import Findings
import Foundation
import GRDB
import Seals
import Titles

/// What the audit log costs on this machine, measured on a log of its own.
public struct AuditSpeed: Hashable, Sendable {
  /// The entries of the log.
  public var entries: Int
  /// Microseconds to append one: hash, nodes, rows; without signature and disk, which each change pays once.
  public var append: Double
  /// Microseconds to sign a head.
  public var sign: Double
  /// The most hashes of a proof.
  public var hashes: Int
  /// Milliseconds to build a proof: the mean, and the most.
  public var build: (mean: Double, most: Double) {
    get { (buildMean, buildMost) }
    set { (buildMean, buildMost) = newValue }
  }
  /// Milliseconds to check one with its signature: the mean, and the most.
  public var check: (mean: Double, most: Double) {
    get { (checkMean, checkMost) }
    set { (checkMean, checkMost) = newValue }
  }

  private var buildMean = 0.0, buildMost = 0.0, checkMean = 0.0, checkMost = 0.0

  init(entries: Int) {
    self.entries = entries
    (append, sign, hashes) = (0, 0, 0)
  }
}

extension EvaluationStore {
  /// Fills the log of this directory, which must be a new one, and measures.
  ///
  /// - Parameters:
  ///   - proofs: how many proofs are built and checked.
  ///   - progress: hears of the entries so far.
  public func measure(entries: Int, proofs: Int, progress: (Int) -> Void) throws -> AuditSpeed {
    var speed = AuditSpeed(entries: entries)
    let clock = ContinuousClock()
    let block = 10_000
    var size = try read { try AuditLog(db: $0).size() }
    var appending = Duration.zero
    while size < entries {
      let count = min(block, entries - size)
      try write { db in
        let log = AuditLog(db: db)
        let events = (size..<(size + count)).map { AuditSpeed.event($0) }
        appending += try clock.measure { for event in events { try log.append(event) } }
        // Nobody reads the heads in between; a change writes one.
        for event in events { try log.sign(event.leaf + 1, at: event.at, origin: origin, key: signer) }
      }
      size += count
      progress(size)
    }
    speed.append = appending.microseconds / Double(max(1, entries))
    let head = TreeHead(origin: origin, size: size, root: MerkleTree.empty, time: "")
    speed.sign = clock.measure { for _ in 0..<1000 { _ = SignedTreeHead(head, by: signer) } }.microseconds / 1000
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<proofs {
      let leaf = Int.random(in: 0..<size, using: &generator)
      var receipt: Receipt?
      let build = try clock.measure { receipt = try self.receipt(leaf, size: size) }.microseconds / 1000
      guard let receipt else { continue }
      var faults: Set<Receipt.Fault> = []
      let check = clock.measure { faults = receipt.faults(key: verifier) }.microseconds / 1000
      guard faults.isEmpty else { throw StoreFailure(.receiptUnsound, "\(leaf)") }
      speed.hashes = max(speed.hashes, receipt.path.count)
      speed.build = (speed.build.mean + build / Double(proofs), max(speed.build.most, build))
      speed.check = (speed.check.mean + check / Double(proofs), max(speed.check.most, check))
    }
    return speed
  }
}

extension AuditSpeed {
  /// An event such as an upload writes.
  fileprivate static func event(_ leaf: Int) -> AuditEvent {
    AuditEvent(
      leaf: leaf, at: "2014-10-09T08:30:00Z", actor: "clerk", role: "district-office", action: "round.upload",
      reason: "", details: ["commitment": ContentDigest.of("\(leaf)").hexadecimal, "round": "2014"], changes: [])
  }
}

extension Duration {
  fileprivate var microseconds: Double {
    Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12
  }
}
