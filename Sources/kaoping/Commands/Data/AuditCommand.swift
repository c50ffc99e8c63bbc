import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Seals
import Store

/// `kaoping audit`: the trail, and what proves it to outsiders.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "审计记录的核验与证明。Verify the audit trail, and prove things from it.",
    subcommands: [
      Verify.self, Prove.self, Check.self, Head.self, Log.self, Key.self, Visit.self, Witness.self, Cosigned.self,
      Recompute.self, Speed.self, Rebuild.self,
    ])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "核验全部记录、数据和原件，指出被改动之处。Verify every entry, row and file, and name what was changed.")
    @Option(help: "各区保存的树头文件，可重复 A tree head that somebody kept; repeat for more.") var head: [String] = []
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let heads = try head.map { try AuditInput.head($0) }
        let report = try directory.open().store.verify(known: heads)
        return CommandOutput(
          json: [
            "sound": .bool(report.isSound), "events": .integer(report.events), "heads": .integer(report.heads),
            "rows": .integer(report.rows), "objects": .integer(report.objects), "rounds": .integer(report.rounds),
          ],
          table: output.lang == .chinese
            ? "完好：\(report.events) 条记录，\(report.heads) 个树头，\(report.rows) 行数据，\(report.objects) 个原件，\(report.rounds) 个年度\n"
            : "sound: \(report.events) entries, \(report.heads) heads, \(report.rows) rows, \(report.objects) files, \(report.rounds) rounds\n",
          csv: [
            ["events", "heads", "rows", "objects", "rounds"],
            [report.events, report.heads, report.rows, report.objects, report.rounds].map(String.init),
          ],
          findings: report.findings)
      }
    }
  }

  struct Prove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "prove",
      abstract: "某条记录的回执，或两个树头之间的一致性证明。The receipt of an entry, or the proof that one head grew from another.")
    @Option(help: "记录编号 The entry's number.") var leaf: Int?
    @Option(help: "上传编号 The upload's number.") var upload: Int?
    @Option(help: "树头的大小（默认最新）Size of the head to prove against (default: the newest).") var size: Int?
    @Option(help: "旧树头的大小：给出一致性证明 Size of an older head: prove consistency.") var from: Int?
    @Flag(help: "用已有见证签名的树头 Prove against a head that witnesses have cosigned.") var cosigned = false
    @Option(help: "写入文件 Write to a file.") var out: String?
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if [leaf != nil, upload != nil, from != nil].count(where: { $0 }) != 1 {
        throw ValidationError("--leaf、--upload、--from 三者取一 give one of --leaf, --upload, --from")
      }
    }

    func run() async throws {
      try await DeskCommand.run(output) {
        let store = try directory.open().store
        let newest = cosigned ? try store.cosignedHead(size: size) : try store.head()
        if cosigned, newest == nil { throw StoreFailure(.witnessUnsound, "—") }
        let size = size ?? newest?.head.size ?? 0
        let proof: JSONValue
        if let from {
          guard let head = try store.head(size: size), let old = try store.head(size: from),
            let path = try store.consistency(from: from, to: size)
          else { throw StoreFailure(.proofUnsound, found: "\(from)–\(size)", "\(from)–\(size)") }
          proof = [
            "from": .string(old.text), "to": .string(head.text), "path": .array(path.map { .string($0.base64) }),
          ]
        } else {
          let record = try upload.flatMap { try store.upload($0) }
          guard let place = leaf ?? record?.leaf,
            var receipt = try store.receipt(place, file: record?.file, size: size)
          else { throw StoreFailure(.receiptUnsound, found: (leaf ?? upload).map(String.init), "—") }
          if cosigned, let newest { receipt.head = newest.text }
          proof = receipt.json
        }
        if let out { try FileOutput.write(proof.bytes(), to: out) }
        return CommandOutput(
          json: ["proof": proof], table: out == nil ? String(decoding: proof.bytes(), as: UTF8.self) : "\(out ?? "")\n",
          csv: [["proof"], [String(decoding: proof.bytes(), as: UTF8.self)]])
      }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "只凭回执、树头和公钥核对，不需要数据目录。Check with receipt, head and public key alone; needs no data directory.")
    @Option(help: "公钥，或含公钥的文件 The public key, or a file with it.") var key: String
    @Option(help: "回执文件 A receipt.") var receipt: String?
    @Option(help: "回执所说的文件 The file that the receipt is about.") var file: String?
    @Option(help: "一致性证明文件 A consistency proof.") var proof: String?
    @Option(help: "另行得到的树头：须与回执的一致或由证明相连 A head from elsewhere, which the receipt's or the proof's must equal.")
    var head: String?
    @Option(
      help:
        "见证人名单：回执的树头须有过半数的区和审计签名 The witnesses: more than half of the districts and an auditor must have cosigned the receipt's head."
    )
    var witnesses: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if (receipt == nil) == (proof == nil) {
        throw ValidationError("--receipt、--proof 二者取一 give --receipt or --proof")
      }
    }

    func run() async throws {
      try await DeskCommand.run(output) {
        let key = try AuditInput.key(key)
        let findings =
          try receipt.map { try AuditInput.check(receipt: $0, file, head, key, witnesses) }
          ?? proof.map { try AuditInput.check(proof: $0, head, key) } ?? []
        return CommandOutput(
          json: ["valid": .bool(findings.isEmpty)],
          table: output.lang == .chinese ? "有效：记录在案，未被改动\n" : "valid: recorded and unchanged\n",
          csv: [["valid"], ["true"]],
          findings: findings)
      }
    }
  }

  struct Head: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "head", abstract: "签名的树头和公钥，供各区保存。The signed head and the key, for others to keep.")
    @Option(help: "大小（默认最新）Its size (default: the newest).") var size: Int?
    @Option(help: "写入文件 Write to a file.") var out: String?
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let store = try directory.open().store
        guard let head = try store.head(size: size) else {
          throw StoreFailure(.headDiffers, size.map(String.init) ?? "")
        }
        if let out { try FileOutput.write(Array(head.text.utf8), to: out) }
        return CommandOutput(
          json: [
            "head": .string(head.text), "size": .integer(head.head.size), "root": .string(head.head.root.base64),
            "key": .string(store.verifier.text),
          ], table: head.text,
          csv: [["size", "root", "key"], [String(head.head.size), head.head.root.base64, store.verifier.text]])
      }
    }
  }

  struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "log", abstract: "查看记录。Show entries.")
    @Option(help: "从第几条起 The first entry.") var from = 0
    @Option(help: "至多几条 At most so many.") var count = 100
    @Option(help: "只看此人 Only this person.") var actor: String?
    @Option(help: "只看此类 Only this action.") var action: String?
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let events = try directory.open().store.events(from: from, count: count, actor: actor, action: action)
        var table = TextTable(["#", "at", "actor", "role", "action", "reason", "changes"], [.right])
        let rows = events.map {
          [String($0.leaf), $0.at, $0.actor, $0.role, $0.action, $0.reason, String($0.changes.count)]
        }
        for row in rows { table.append(row) }
        return CommandOutput(
          json: [
            "entries": .array(
              events.map { event in
                [
                  "leaf": .integer(event.leaf), "at": .string(event.at), "actor": .string(event.actor),
                  "role": .string(event.role), "action": .string(event.action), "reason": .string(event.reason),
                  "details": .object(event.details.mapValues { .string($0) }),
                  "changes": .array(
                    event.changes.map {
                      ["object": .string($0.object), "before": .optional($0.before), "after": .optional($0.after)]
                    }),
                ]
              })
          ], table: table.text, csv: [["leaf", "at", "actor", "role", "action", "reason", "changes"]] + rows)
      }
    }
  }
}

/// Reads what outsiders hold, and checks it.
enum AuditInput {
  /// A file's bytes, or the refusal.
  static func bytes(_ path: String) throws -> [UInt8] {
    var findings: [Finding] = []
    guard let bytes = CommandInput.bytes(path, &findings) else {
      throw StoreFailure(.objectMissing, found: path, path)
    }
    return bytes
  }

  /// A public key, given as text or as a file.
  static func key(_ text: String) throws -> VerifierKey {
    if let key = VerifierKey(text) { return key }
    let content = String(decoding: try bytes(text), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let key = VerifierKey(content) else { throw StoreFailure(.receiptUnsound, found: text, "key") }
    return key
  }

  /// A signed head from a file.
  static func head(_ path: String) throws -> SignedTreeHead {
    guard let head = SignedTreeHead(String(decoding: try bytes(path), as: UTF8.self)) else {
      throw StoreFailure(.headDiffers, found: path, path)
    }
    return head
  }

  /// What is wrong with a receipt.
  static func check(
    receipt path: String, _ file: String?, _ head: String?, _ key: VerifierKey, _ witnesses: String?
  ) throws -> [Finding] {
    guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(try bytes(path))) else {
      return [Finding(.receiptUnsound, at: Location(file: path), details: ["JSON"])]
    }
    let content = try file.map { ContentDigest.of(try bytes($0)) }
    var findings = receipt.faults(key: key, file: content).map { "\($0)" }.sorted().map {
      Finding(.receiptUnsound, at: Location(file: path), details: [$0])
    }
    if let head, try self.head(head).head != SignedTreeHead(receipt.head)?.head {
      findings.append(Finding(.receiptUnsound, at: Location(file: head), details: ["head"]))
    }
    if let witnesses {
      let list = try witnessList(witnesses)
      guard let head = SignedTreeHead(receipt.head), case let standing = list.standing(of: head), standing.isMet else {
        let standing = SignedTreeHead(receipt.head).map(list.standing)
        return findings + [
          Finding(
            .cosignaturesMissing, at: Location(file: path),
            details: [
              String(standing?.districts.count ?? 0), String(list.districts), standing?.hasAuditor ?? false ? "✓" : "–",
            ])
        ]
      }
    }
    return findings
  }

  /// The witnesses of a file.
  static func witnessList(_ path: String) throws -> WitnessList {
    guard let list = WitnessList(String(decoding: try bytes(path), as: UTF8.self)) else {
      throw StoreFailure(.witnessUnsound, found: path, path)
    }
    return list
  }

  /// What is wrong with a consistency proof.
  static func check(proof path: String, _ head: String?, _ key: VerifierKey) throws -> [Finding] {
    func finding(_ what: String) -> [Finding] { [Finding(.proofUnsound, at: Location(file: path), details: [what])] }
    guard let proof = try? JSONDecoder().decode(GrowthProof.self, from: Data(try bytes(path))),
      let old = SignedTreeHead(proof.from),
      let new = SignedTreeHead(proof.to)
    else { return finding("JSON") }
    let steps = proof.path.compactMap { ContentDigest(base64: $0) }
    guard old.isSigned(by: key), new.isSigned(by: key) else { return finding("notSigned") }
    // The head that the outsider kept is the one that counts, not the one that comes with the proof.
    if let head, ![old.head, new.head].contains(try self.head(head).head) { return finding("head") }
    guard old.head.origin == new.head.origin, steps.count == proof.path.count,
      MerkleProof.isConsistent(
        from: old.head.size, root: old.head.root, to: new.head.size, root: new.head.root, path: steps)
    else { return finding("notConsistent") }
    return []
  }
}
