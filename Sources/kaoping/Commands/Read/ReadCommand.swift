import ArgumentParser
import Findings
import Operations
import Sheets
import Surveys

/// Whether faulty rows stop a file.
enum Acceptance: String, ExpressibleByArgument, CaseIterable {
  case all, rows
}

/// The order of day and month that the user names.
enum DateOrder: String, ExpressibleByArgument, CaseIterable {
  case dmy, mdy

  var order: Moment.Order { self == .dmy ? .dayFirst : .monthFirst }
}

/// `kaoping read`: recognises exports of survey tools and prints what is in them.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "识别并读取问卷工具导出的答卷。Recognise and read the exports of survey tools.",
    discussion: """
      CSV(各种编码和分隔符)、XLSX、SPSS、JSON、ZIP;KoboToolbox、ODK、LimeSurvey、问卷星、Qualtrics、SurveyJS、formr 或普通表格。
      CSV of any encoding and delimiter, XLSX, SPSS, JSON, ZIP; of KoboToolbox, ODK, LimeSurvey, Wenjuanxing, Qualtrics, SurveyJS, formr, \
      or a plain table.
      """)

  @Argument(help: "答卷文件 Files of responses.")
  var files: [String]

  @Option(help: "问卷：文件夹、XLSForm 或 JSON 代码表 Questionnaire: folder, XLSForm or JSON code book.")
  var survey: String?
  @Option(help: "字符编码（默认自动识别） Character encoding (default: found out).")
  var encoding: String?
  @Option(help: "分隔符（默认自动识别）；制表符写 tab Delimiter (default: found out); tab for the tabulator.")
  var delimiter: String?
  @Option(help: "核对过的映射文件 A mapping file that somebody checked.")
  var mapping: String?
  @Option(help: "把建议的映射写到此文件 Write the proposed mapping to this file.")
  var proposeMapping: String?
  @Option(help: "无时区的时间属于哪个时区 Zone of times without one, such as Asia/Shanghai or +08:00.")
  var zone = "Asia/Shanghai"
  @Option(help: "日月先后不明时：dmy 或 mdy Day or month first where a file leaves it open.")
  var dates: DateOrder?
  @Option(help: "把不合格的行写到此文件（.xlsx 标红，否则 CSV） Write the faulty rows to this file (.xlsx marks the cells, else CSV).")
  var rejections: String?
  @Option(help: "all 有一行不合格就全部不收；rows 逐行接受 All or nothing, or row by row.")
  var accept: Acceptance = .rows
  @Option(help: "名册：核对社区代码 The register of communities, for their codes.")
  var roster: String?
  @Option(help: "代码变更表（old_code,new_code,from） Changes of codes, with --roster.")
  var lineage: String?
  @Option(help: "名册以哪天为准，如 2014-09-30 The date as of which the register is asked.")
  var asOf: String?
  @Flag(help: "单元格有错的整行退回 Reject a row with a faulty cell as a whole.")
  var strict = false
  @Option(help: "用此密钥文件把个人信息封存为代号（默认去掉） Seal personal data with the key in this file (default: drop them).")
  var sealKey: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard SurveyZone(zone) != nil else {
      throw ValidationError("--zone 应为 Asia/Shanghai 或 +08:00 的形式 a zone is written Asia/Shanghai or +08:00")
    }
    guard asOf.map({ $0.count == 10 && Moment($0) != nil }) ?? true else {
      throw ValidationError("--as-of 应为 2014-09-30 的形式 a date is written 2014-09-30")
    }
    guard lineage == nil || roster != nil else { throw ValidationError("--lineage 须与 --roster 同用 goes with --roster") }
    guard delimiter.map({ ReadCommand.delimiter($0) != nil }) ?? true else {
      throw ValidationError("--delimiter 应为一个字符或 tab one character, or tab")
    }
  }

  private static func delimiter(_ text: String) -> Character? {
    if ["tab", "TAB", "\\t"].contains(text) { return "\t" }
    return text.count == 1 ? text.first : nil
  }

  func run() throws {
    var request = ReadingRequest(files: files)
    request.survey = survey
    request.encoding = encoding
    request.delimiter = delimiter.flatMap(ReadCommand.delimiter)
    request.mapping = mapping
    request.zone = SurveyZone(zone) ?? .china
    request.dateOrder = dates?.order
    request.roster = roster
    request.lineage = lineage
    if let asOf { request.asOf = asOf }
    request.sealKey = sealKey
    request.isStrict = strict
    var outcome = Workbench.read(request)
    try writeFiles(outcome)
    let rejected = outcome.reading.tables.reduce(0) { $0 + $1.rejected.count }
    if accept == .all, rejected > 0 {
      let rows = outcome.reading.tables.filter { $0.purpose == .answers }.reduce(0) { $0 + $1.table.records.count }
      outcome.findings.append(
        Finding(
          .rowsRejected, at: Location(file: files.joined(separator: " ")), details: [String(rejected), String(rows)]))
    }
    let report = ReadReport(outcome, zone: request.zone, language: output.lang)
    try CommandOutput(
      json: report.json, table: report.table, csv: report.csv, findings: outcome.findings
    ).finish(output)
  }

  /// The proposed mapping and the rejected rows, if they were asked for.
  private func writeFiles(_ outcome: ReadingOutcome) throws {
    if let proposeMapping {
      var writer = CSVWriter()
      writer.write(MappingProposal.header)
      for line in MappingProposal(outcome.reading.tables).lines { writer.write(line) }
      try OutputFile.write([0xEF, 0xBB, 0xBF] + writer.bytes, to: proposeMapping, output)
    }
    if let rejections {
      let tables = outcome.reading.tables.filter { !$0.rejected.isEmpty }
      try RejectionFile.write(tables.map { RejectionTable($0, output.lang) }, to: rejections, output)
    }
  }
}
