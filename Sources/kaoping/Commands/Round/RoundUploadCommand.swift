import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Seals
import Store
import Titles

extension RoundCommand {
  /// `kaoping round upload`: sends a file of any kind that `kaoping read` reads.
  struct Upload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "upload", abstract: "报送文件，得到回执。Send a file and get a receipt.",
      discussion: """
        表格可以是各种编码的 CSV、XLSX、SPSS、JSON、ZIP、gzip，答卷可以是各问卷工具的导出；个人信息在保存之前去掉或封存。
        Tables may be CSV of any encoding, XLSX, SPSS, JSON, ZIP, gzip, and responses the export of any survey tool; personal data are \
        dropped or sealed before anything is kept.
        """)
    @Argument(help: "年度 The round.") var round: String
    @Argument(help: "文件 The file.") var file: String
    @Option(help: "种类 What it holds.") var kind: RoundUpload.Kind
    @Option(help: "范围，如 district:320402（默认为本人的范围）What it is about (default: one's own scope).") var scope: String?
    @Option(help: "幂等键 An idempotency key.") var idempotencyKey = ""
    @Option(help: "核对过的映射文件 A mapping file that somebody checked.") var mapping: String?
    @Option(help: "用此密钥文件把个人信息封存为代号（默认去掉） Seal personal data with the key in this file (default: drop them).")
    var sealKey: String?
    @Option(help: "all 有一行不合格就全部不收；rows 逐行接受 All or nothing, or row by row.") var accept: Acceptance = .rows
    @Option(help: "把不合格的行写到此文件 Write the rows that cannot be used to this file.") var rejections: String?
    @OptionGroup var access: AccessOptions
    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if let scope, Titles.Scope(scope) == nil { throw ValidationError("范围有误 no such scope: \(scope)") }
    }

    func run() async throws {
      try await access.run(output) { desk, actor in
        let about = scope.flatMap { Titles.Scope($0) } ?? actor.grant?.scope ?? .all
        var request = UploadRequest(
          round: round, kind: kind, scope: about, path: file, idempotencyKey: idempotencyKey)
        request.mapping = mapping
        request.sealKey = sealKey
        request.needsEveryRow = accept == .all
        let done = try desk.take(request, by: actor) { rejected in
          if let rejections, let bytes = rejected[output.lang] { try FileOutput.write(bytes, to: rejections) }
        }
        try receipt.write(done.receipt)
        return shown(done)
      }
    }

    private func shown(_ done: EvaluationDesk.Done<ReceivedUpload>) -> CommandOutput {
      let upload = done.value.record
      let refused = done.value.refused
      let rows = upload.rows.map { output.lang == .chinese ? "\($0) 行" : "\($0) rows" }
      let unused =
        refused == 0 ? nil : output.lang == .chinese ? "其中 \(refused) 行不能用" : "\(refused) of them cannot be used"
      let entry = output.lang == .chinese ? "记录 \(upload.leaf)" : "entry \(upload.leaf)"
      let text = [rows, unused, entry].compactMap { $0 }.joined(separator: output.lang == .chinese ? "，" : ", ")
      return CommandOutput(
        json: [
          "upload": .integer(upload.number), "kind": .string(upload.kind.rawValue),
          "scope": .string(upload.scope.description), "sha256": .optional(upload.sentDigest?.hexadecimal),
          "bytes": .integer(upload.sent?.bytes ?? upload.bytes), "rows": .optional(upload.rows),
          "refused": .integer(refused), "reader": .string(done.value.reader),
          "original_kept": .bool(upload.sent == nil), "supersedes": .optional(upload.supersedes),
          "receipt": done.receipt?.json ?? .null,
        ],
        table: output.lang == .chinese
          ? "已收到，编号 \(upload.number)，\(text)\n" : "received as \(upload.number), \(text)\n",
        csv: [["upload", "leaf"], [String(upload.number), String(upload.leaf)]], findings: done.findings)
    }
  }
}
