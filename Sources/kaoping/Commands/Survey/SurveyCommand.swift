import ArgumentParser
import Findings
import Operations
import Reports
import Surveys

/// `kaoping survey`: checks a questionnaire and makes what people need to work with it.
struct SurveyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "问卷：检查、上传模板、代码表。Questionnaires: check, upload template, code book.",
    subcommands: [SurveyCheckCommand.self, SurveyTemplateCommand.self, SurveyCodebookCommand.self])
}

/// `kaoping survey check`: what would stop ODK or KoboToolbox from taking the form.
struct SurveyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "检查 XLSForm 问卷（与 pyxform 一致）。Check an XLSForm, in agreement with pyxform.")

  @Argument(help: "问卷文件夹或 XLSForm 工作簿 The questionnaire's folder or XLSForm workbook.")
  var form: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    var findings: [Finding] = []
    guard let sheets = SurveyLibrary.form(form, &findings) else {
      if !findings.contains(where: { $0.severity == .error }) {
        findings.append(Finding(.noForm, at: Location(file: form)))
      }
      throw CommandOutput.refuse(findings, output)
    }
    findings += FormCheck.findings(sheets)
    // Rows that the check already named need not be named again.
    var ignored: [Finding] = []
    let questionnaire = Questionnaire.read(sheets, isRated: false, findings: &ignored)
    let report = FormReport(questionnaire ?? Questionnaire.empty, language: output.lang)
    if findings.contains(where: { $0.severity == .error }) {
      throw CommandOutput.refuse(findings, output, extra: ["valid": false])
    }
    try CommandOutput(json: report.json, table: report.table, csv: report.csv, findings: findings).finish(output)
  }
}

/// `kaoping survey template`: the workbook that districts fill in.
struct SurveyTemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "生成上传模板（下拉、校验、填写说明、示例）。Make the upload template: lists, checks, instructions, an example.")

  @Argument(help: "问卷文件夹或 XLSForm 工作簿 The questionnaire's folder or XLSForm workbook.")
  var form: String
  @Option(help: "模板文件 The workbook to write.")
  var out: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    let questionnaire = try SurveyInput.questionnaire(form, output)
    do {
      let bytes = try SurveyTemplate(SurveySheet(questionnaire)).bytes()
      try OutputFile.write(bytes, to: out, output)
    } catch let error as SpreadsheetError {
      try SurveyInput.refuse(error, out, output)
    }
    try CommandOutput(
      json: ["file": .string(out), "items": .integer(questionnaire.answered.count)],
      table: output.lang == .chinese ? "已写出模板 \(out)\n" : "the template is \(out)\n", csv: [["file"], [out]]
    ).finish(output)
  }
}

/// `kaoping survey codebook`: every question with its codes.
struct SurveyCodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "生成代码表（HTML、XLSX,或打印）。Make the code book: HTML, XLSX, or printed.")

  @Argument(help: "问卷文件夹或 XLSForm 工作簿 The questionnaire's folder or XLSForm workbook.")
  var form: String
  @Option(help: "写到 .html 或 .xlsx 文件 Write to a file .html or .xlsx.")
  var out: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard out.map({ $0.hasSuffix(".html") || $0.hasSuffix(".xlsx") }) ?? true else {
      throw ValidationError("--out 应以 .html 或 .xlsx 结尾 the file ends in .html or .xlsx")
    }
  }

  func run() throws {
    let questionnaire = try SurveyInput.questionnaire(form, output)
    let book = SurveyCodebook(SurveySheet(questionnaire), language: output.lang)
    if let out {
      do {
        try OutputFile.write(out.hasSuffix(".html") ? book.page() : try book.workbook(), to: out, output)
      } catch let error as SpreadsheetError {
        try SurveyInput.refuse(error, out, output)
      }
    }
    let report = FormReport(questionnaire, language: output.lang)
    try CommandOutput(
      json: report.json, table: out == nil ? report.table : "", csv: [SurveyCodebook.header] + book.rows
    ).finish(output)
  }
}

/// What the subcommands share: reading the questionnaire, and saying that a workbook could not be made.
enum SurveyInput {
  /// The questionnaire of a form; otherwise its findings are printed and the exit status is thrown.
  static func questionnaire(_ form: String, _ output: OutputOptions) throws -> Questionnaire {
    var findings: [Finding] = []
    guard let questionnaire = SurveyLibrary.questionnaire(form, &findings) else {
      throw CommandOutput.refuse(findings, output)
    }
    return questionnaire
  }

  /// Says that a workbook could not be made.
  static func refuse(_ error: SpreadsheetError, _ file: String, _ output: OutputOptions) throws -> Never {
    _ = CommandOutput.refuse(
      [Finding(.outputUnwritable, at: Location(file: file), details: [file, "\(error)"])], output)
    throw ExitStatus.cannotWrite
  }
}
