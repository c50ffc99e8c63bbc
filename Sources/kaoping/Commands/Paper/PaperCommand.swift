public import ArgumentParser
import Findings
import Operations
import Reports
import Seals
import Store
public import Titles

/// `kaoping paper`: paper questionnaires that two people type, with their differences decided by a third.
struct PaperCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper", abstract: "纸质问卷双人录入。Paper questionnaires typed twice by different people.",
    subcommands: [
      Open.self, TypeIn.self, Show.self, List.self, Resolve.self, Approve.self, SendBack.self, Discard.self,
    ])

  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "建立一批。Open a batch.")
    @Argument(help: "批次名称 The batch's name.") var batch: String
    @Option(help: "年度 The round.") var round: String
    @Option(help: "内容：responses 或 third-party What the forms are.") var kind = RoundUpload.Kind.responses
    @Option(help: "范围，如 district:320402 What they are about.") var scope: Titles.Scope
    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await access.run(output) { desk, actor in
        let done = try desk.openPaper(batch, round: round, kind: kind, scope: scope, by: actor)
        return PaperOutput.shown(done.value, done.receipt, done.findings, output)
      }
    }
  }

  struct TypeIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "type", abstract: "交一遍录入；第二遍与第一遍比对。Hand in a typing; the second one is compared with the first.")
    @Argument(help: "批次 The batch.") var batch: String
    @Argument(help: "CSV，第一列为问卷编号 A CSV table whose first column is the form's number.") var file: String
    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await access.run(output) { desk, actor in
        let done = try desk.typePaper(batch, path: file, by: actor)
        return PaperOutput.shown(done.value, done.receipt, done.findings, output)
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "一批的进度和差异。A batch's stage and differences.")
    @Argument(help: "批次 The batch.") var batch: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        PaperOutput.shown(try directory.open().paper(batch), nil, [], output)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出各批。List the batches.")
    @Option(help: "年度 The round.") var round: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let batches = try directory.open().store.paperBatches(round)
        var table = TextTable(["batch", "kind", "scope", "stage", "typed", "open"], [])
        let rows = batches.map {
          [
            $0.id, $0.kind.rawValue, $0.scope.description, $0.stage.rawValue,
            $0.typings.map(\.user).joined(separator: " "), String($0.openDifferences.count),
          ]
        }
        for row in rows { table.append(row) }
        return CommandOutput(
          json: ["batches": .array(batches.map(PaperOutput.json))], table: table.text,
          csv: [["batch", "kind", "scope", "stage", "typed", "open"]] + rows)
      }
    }
  }

  struct Resolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "resolve", abstract: "对照纸质问卷裁定一处差异。Decide a difference with the paper at hand.")
    @Argument(help: "批次 The batch.") var batch: String
    @Option(help: "问卷编号 The form's number.") var form: String
    @Option(help: "题目；缺整份问卷时不给 The item; none for a form that one typing lacks.") var item = ""
    @Option(help: "采用的值；缺整份时为 keep 或 drop The value that counts; keep or drop for a form.") var value: String
    @Option(help: "理由 Why.") var reason: String
    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await PaperOutput.apply(
        .resolve(form: form, item: item, value: value, reason: reason), batch, reason, access, output)
    }
  }

  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve", abstract: "审定：答案成为本年度的一份上传。Approve: the answers become an upload of the round.")
    @Argument(help: "批次 The batch.") var batch: String
    @OptionGroup var access: AccessOptions
    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await access.run(output) { desk, actor in
        let done = try desk.approvePaper(batch, by: actor)
        try receipt.write(done.receipt)
        return CommandOutput(
          json: [
            "batch": .string(batch), "upload": .integer(done.value.number), "rows": .optional(done.value.rows),
            "receipt": done.receipt?.json ?? .null,
          ], table: "\(batch)\t\(done.value.number)\n",
          csv: [["batch", "upload"], [batch, String(done.value.number)]],
          findings: done.findings)
      }
    }
  }

  struct SendBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "send-back", abstract: "两遍作废，重新录入。Void both typings; the batch is typed again.")
    @Argument(help: "批次 The batch.") var batch: String
    @Option(help: "理由 Why.") var reason: String
    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await PaperOutput.apply(.sendBack(reason: reason), batch, reason, access, output)
    }
  }

  struct Discard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "discard", abstract: "整批作废。Give a batch up.")
    @Argument(help: "批次 The batch.") var batch: String
    @Option(help: "理由 Why.") var reason: String
    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await PaperOutput.apply(.discard(reason: reason), batch, reason, access, output)
    }
  }
}

/// What the commands of paper questionnaires share.
enum PaperOutput {
  /// Applies an action and shows the batch.
  static func apply(
    _ action: PaperAction, _ batch: String, _ reason: String, _ access: AccessOptions, _ output: OutputOptions
  ) async throws {
    try await access.run(output) { desk, actor in
      let done = try desk.applyPaper(action, to: batch, reason: reason, by: actor)
      return shown(done.value, done.receipt, done.findings, output)
    }
  }

  /// A batch with its differences.
  static func shown(
    _ batch: PaperBatch, _ receipt: Receipt?, _ findings: [Finding], _ output: OutputOptions
  ) -> CommandOutput {
    let header = ["form", "item", "first", "second", "decided", "by", "reason"]
    let rows = batch.differences.map { found in
      [found.form, found.item, found.first, found.second, found.decided, found.decidedBy, found.reason].map {
        $0 ?? "—"
      }
    }
    var table = TextTable(header, [])
    for row in rows { table.append(row) }
    let name = output.lang == .chinese ? batch.stage.name.chinese : batch.stage.name.english
    return CommandOutput(
      json: ["batch": json(batch), "receipt": receipt?.json ?? .null],
      table: "\(batch.id): \(name)\n" + (rows.isEmpty ? "" : table.text), csv: [header] + rows, findings: findings)
  }

  /// A batch as JSON.
  static func json(_ batch: PaperBatch) -> JSONValue {
    [
      "id": .string(batch.id), "round": .string(batch.round), "kind": .string(batch.kind.rawValue),
      "scope": .string(batch.scope.description), "stage": .string(batch.stage.rawValue),
      "typings": .array(
        batch.typings.map { ["user": .string($0.user), "forms": .integer($0.forms), "sha256": .optional($0.sha256)] }),
      "differences": .array(
        batch.differences.map {
          [
            "form": .string($0.form), "item": .string($0.item), "first": .optional($0.first),
            "second": .optional($0.second), "decided": .optional($0.decided), "decided_by": .string($0.decidedBy),
            "reason": .string($0.reason),
          ]
        }),
      "approved_by": .string(batch.approvedBy), "upload": .optional(batch.upload),
    ]
  }
}

extension Titles.Scope: ExpressibleByArgument {
  /// Reads `district:320402`.
  public init?(argument: String) { self.init(argument) }
}
