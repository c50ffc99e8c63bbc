import ArgumentParser
import Findings
import Operations
import Reports
import Scoring

/// `kaoping standard check`: every fault of a standard in one pass.
struct StandardCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "一次找出标准的全部问题。Find every fault of a standard in one pass.")

  @Argument(help: "考评标准文件夹 The standard's folder.")
  var folder: String
  @Option(help: "问卷文件夹：核对题项和答案得分 The questionnaire whose items and answers the standard scores.")
  var survey: String?
  @OptionGroup var output: OutputOptions

  func run() async throws {
    var findings: [Finding] = []
    let read = StandardFolder(folder, findings: &findings)
    if let survey { read.check(survey: survey, findings: &findings) }
    let isSound = read.standard != nil && !findings.contains { $0.severity == .error }
    guard isSound, let standard = read.standard else {
      throw CommandOutput.refuse(findings, output, extra: ["sound": false, "standard": .string(read.name)])
    }
    let frozen = StandardSeal.isFrozen(folder)
    let leaves = standard.trees.map(\.leaves.count)
    let isChinese = output.lang == .chinese
    let variants = standard.variants.map { $0.name[output.lang] }
    let counts = zip(standard.trees.indices, leaves).map { index, count in
      variants.indices.contains(index) ? "\(variants[index]) \(count)" : "\(count)"
    }.joined(separator: isChinese ? "、" : ", ")
    let table =
      isChinese
      ? "\(standard.name.chinese)：没有错误。末级指标 \(counts) 项，申报前置条件 \(standard.conditions.count) 项\(frozen ? "，已冻结" : "")。\n"
      : "\(standard.name.english): no error. Leaves \(counts), conditions \(standard.conditions.count)\(frozen ? ", frozen" : "").\n"
    try CommandOutput(
      json: [
        "sound": true, "standard": .string(read.name), "name": .string(standard.name[output.lang]),
        "year": .integer(standard.year), "frozen": .bool(frozen),
        "leaves": .array(leaves.map { .integer($0) }), "conditions": .integer(standard.conditions.count),
        "extends": .optional(read.own.parentName),
      ], table: table,
      csv: [["standard", "sound", "frozen"], [read.name, "true", frozen ? "true" : "false"]], findings: findings
    ).finish(output)
  }
}
