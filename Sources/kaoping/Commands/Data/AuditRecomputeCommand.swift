import ArgumentParser
import Findings
import Operations
import Reports

extension AuditCommand {
  struct Recompute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "recompute",
      abstract:
        "用自己的文件按公布的办法重算，与公布的结果逐项核对。Recompute from one's own files by the published method, and compare every figure.",
      discussion: "不需要数据目录。Needs no data directory.")
    @Argument(help: "公布的 ranking.csv The published ranking.csv.") var published: String
    @Option(help: "文件夹：名册、抽样框、抽中小区、部门评分 The folder with register, frame, units and marks.") var city: String
    @Option(help: "自己的答卷文件，可重复（默认用文件夹中的）One's own files of responses; repeat for more (default: the folder's).")
    var responses: [String] = []
    @Option(help: "公布的考评标准 The published standard.") var standard: String
    @Option(help: "公布的问卷 The published questionnaire.") var survey: String?
    @Option(help: "命名总数（默认取标准中的数）All titles (default: the standard's).") var titles: Int?
    @Option(help: "只核对此区（代码或名称）Only this district, by code or name.") var district: String?
    @Option(help: "允许的差 The difference that counts as none.") var tolerance = 1e-9
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let outcome = try await Workbench(version: Kaoping.version).recompute(
          RatingRequest(city: city, standard: standard, survey: survey, titles: titles, seed: 1, replications: 0),
          responses: responses.isEmpty ? nil : responses, published: published, district: district,
          tolerance: tolerance)
        return CommandOutput(
          json: [
            "same": .bool(outcome.isSame), "communities": .integer(outcome.communities),
            "figures": .integer(outcome.figures), "largest_difference": .number(outcome.largestDifference),
          ],
          table: output.lang == .chinese
            ? "\(outcome.communities) 个社区的 \(outcome.figures) 个数字，最大相差 \(outcome.largestDifference)\n"
            : "\(outcome.figures) figures of \(outcome.communities) communities, largest difference \(outcome.largestDifference)\n",
          csv: [
            ["communities", "figures", "largest_difference"],
            [String(outcome.communities), String(outcome.figures), String(outcome.largestDifference)],
          ], findings: outcome.findings)
      }
    }
  }
}
