import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Seals
import Store

/// What witnesses do, away from the data directory: keep heads, check that the log only grew, cosign.
extension AuditCommand {
  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key", abstract: "生成见证签名用的密钥。Make a key to cosign with.",
      discussion: "写入 FILE（保密）和 FILE.pub（公开）。Writes FILE, to be kept secret, and FILE.pub, to be published.")
    @Argument(help: "密钥文件 The file of the key.") var file: String
    @Option(help: "名称，如 tianning-district Its name, such as tianning-district.") var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        guard let key = SigningKey(name: name, seed: RandomBytes.draw(32)) else {
          throw StoreFailure(.witnessUnsound, found: name, name)
        }
        guard !FileManager.default.fileExists(atPath: file),
          FileManager.default.createFile(
            atPath: file, contents: Data("\(name) \(Hexadecimal.text(key.seed))\n".utf8),
            attributes: [.posixPermissions: 0o600])
        else { throw StoreFailure(.directoryUnwritable, found: file, file) }
        try FileOutput.write(Array((key.verifier.text + "\n").utf8), to: file + ".pub")
        return CommandOutput(
          json: ["key": .string(key.verifier.text)], table: key.verifier.text + "\n",
          csv: [["key"], [key.verifier.text]])
      }
    }

    /// The key of a file that this command wrote.
    static func read(_ path: String) throws -> SigningKey {
      let parts = String(decoding: try AuditInput.bytes(path), as: UTF8.self).split(whereSeparator: \.isWhitespace)
      guard parts.count == 2, let seed = Hexadecimal.bytes(String(parts[1])),
        let key = SigningKey(name: String(parts[0]), seed: seed)
      else { throw StoreFailure(.witnessUnsound, found: path, path) }
      return key
    }
  }

  struct Visit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "visit",
      abstract:
        "核对记录只增不改，保存树头，并可见证签名；不需要数据目录。Check that the log only grew, keep its head, and cosign it; needs no data directory.",
      discussion: """
        第一次用树头（audit head --out）；以后用从上次树头起的证明（audit prove --from N --out）。
        The first time with a head (audit head --out), later with the proof from the last head on (audit prove --from N --out).
        """)
    @Argument(help: "树头或一致性证明 A head, or a consistency proof.") var file: String
    @Option(help: "公钥，或含公钥的文件 The public key, or a file with it.") var key: String
    @Option(help: "保存树头的文件夹 The folder of the heads that one keeps.") var kept: String
    @Option(help: "用此密钥见证签名 Cosign with this key.") var cosign: String?
    @Option(help: "把签名后的树头写到此文件 Write the cosigned head to this file.") var out: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let signer = try cosign.map { try Key.read($0) }
        var visit = try LogVisit(keptIn: kept, key: try AuditInput.key(key))
        let head = try visit.check(file)
        try visit.keep()
        let signed = signer.flatMap { head.cosigned(by: $0) }
        if let signed, let out { try FileOutput.write(Array(signed.text.utf8), to: out) }
        let before = visit.last?.head.size
        let (size, text) = (head.head.size, (signed ?? head).text)
        return CommandOutput(
          json: [
            "valid": true, "size": .integer(size), "before": .optional(before), "root": .string(head.head.root.base64),
            "head": .string(text),
          ],
          table: output.lang == .chinese
            ? "\(before.map { "自 \($0) 条以来只增不改，" } ?? "首次：")现有 \(size) 条记录\(signed == nil ? "" : "，已见证签名")\n"
            : "\(before.map { "only grew since \($0): " } ?? "the first head: ")\(size) entries\(signed == nil ? "" : ", cosigned")\n",
          csv: [["size", "root"], [String(size), head.head.root.base64]])
      }
    }
  }
}

/// What the holder of a data directory does with witnesses.
extension AuditCommand {
  struct Witness: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "witness", abstract: "登记或列出见证人。Register witnesses, or list them.")
    @Option(help: "登记此公钥（或含公钥的文件）Register this public key, or the one in this file.") var add: String?
    @Option(help: "归属：auditor 或 district:320402 Whose it is: auditor, or district:320402.") var holder: String?
    @Option(help: "按此年度的区数写出名单 The round whose districts count.") var round: String?
    @Option(help: "把名单写到此文件 Write the list to this file.") var out: String?
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if (add == nil) != (holder == nil) { throw ValidationError("--add 与 --holder 同用 --add goes with --holder") }
      if out != nil, round == nil { throw ValidationError("--out 须与 --round 同用 --out goes with --round") }
    }

    func run() async throws {
      try await DeskCommand.run(output) {
        let desk = try directory.open()
        if let add, let holder { _ = try desk.addWitness(try AuditInput.key(add), holder: holder, by: .console) }
        let witnesses = try desk.store.witnesses()
        if let round, let out {
          guard let stored = try desk.store.round(round) else { throw StoreFailure(.unknownRound, found: round, round) }
          try FileOutput.write(Array(try desk.witnessList(of: stored.round).text.utf8), to: out)
        }
        var table = TextTable(output.lang == .chinese ? ["归属", "公钥"] : ["holder", "key"])
        for witness in witnesses { table.append([witness.holder, witness.key.text]) }
        return CommandOutput(
          json: [
            "witnesses": .array(
              witnesses.map { ["holder": .string($0.holder), "key": .string($0.key.text)] })
          ], table: table.text, csv: [["holder", "key"]] + witnesses.map { [$0.holder, $0.key.text] })
      }
    }
  }

  struct Cosigned: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cosigned",
      abstract: "登记各区和审计见证签名的树头，显示是否过半数。Enter cosigned heads, and show whether a majority has signed.")
    @Argument(help: "见证签名的树头文件 Files of cosigned heads.") var files: [String] = []
    @Option(help: "年度 The round whose districts count.") var round: String
    @Option(help: "把带全部签名的树头写到此文件 Write the head with all signatures to this file.") var out: String?
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let desk = try directory.open()
        var findings: [Finding] = []
        for file in files { findings += try desk.take(cosigned: try AuditInput.head(file), by: .console).findings }
        guard let stored = try desk.store.round(round) else { throw StoreFailure(.unknownRound, found: round, round) }
        let list = try desk.witnessList(of: stored.round)
        let best = try desk.bestWitnessed(list, from: 1)
        if let out, let best { try FileOutput.write(Array(best.head.text.utf8), to: out) }
        let (signed, isMet) = (best?.standing.districts ?? [], best?.standing.isMet ?? false)
        let hasAuditor = best?.standing.hasAuditor ?? false
        return CommandOutput(
          json: [
            "size": .optional(best?.head.head.size), "districts": .array(signed.map { .string($0) }),
            "of_districts": .integer(list.districts), "auditor": .bool(hasAuditor), "met": .bool(isMet),
          ],
          table: output.lang == .chinese
            ? "\(signed.count)/\(list.districts) 个区，审计\(hasAuditor ? "已" : "未")签名：\(isMet ? "已" : "未")过半数\n"
            : "\(signed.count) of \(list.districts) districts, auditor \(hasAuditor ? "too" : "not yet"): \(isMet ? "a majority" : "no majority yet")\n",
          csv: [
            ["size", "districts", "of_districts", "auditor", "met"],
            [
              best.map { String($0.head.head.size) }, String(signed.count), String(list.districts),
              String(hasAuditor), String(isMet),
            ],
          ], findings: findings)
      }
    }
  }
}
