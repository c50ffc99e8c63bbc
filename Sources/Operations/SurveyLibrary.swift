package import Findings
import Sheets
package import Surveys

/// Questionnaires from wherever they lie: a folder of CSV sheets, an XLSForm workbook, a code book in JSON.
package enum SurveyLibrary {
  /// The sheets of the XLSForm at `path`; nil if it is none, after findings if it cannot be read.
  package static func form(_ path: String, _ findings: inout [Finding]) -> XLSForm? {
    guard InputFile.isFolder(path) else { return workbooks(path, &findings).lazy.compactMap(XLSForm.init).first }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    func sheet(_ file: String) -> FormSheet? {
      var ignored: [Finding] = []
      guard let bytes = InputFile.contents(of: path + "/" + file, name: name + "/" + file, &ignored) else { return nil }
      let grid = WorkbookReader.open(bytes, file: name + "/" + file, findings: &findings).first?.grids.first
      return grid.map { FormSheet(file: name + "/" + file, grid: $0) }
    }
    if let survey = sheet("survey.csv") {
      return XLSForm(survey: survey, choices: sheet("choices.csv"), settings: sheet("settings.csv"))
    }
    let names = InputFile.names(in: path, called: name, &findings) ?? []
    for name in names where name.hasSuffix(".xlsx") && !name.hasPrefix("~") && !name.hasPrefix(".") {
      if let form = form(path + "/" + name, &findings) { return form }
    }
    return nil
  }

  /// The questionnaire at `path`; nil after findings.
  package static func questionnaire(_ path: String, _ findings: inout [Finding]) -> Questionnaire? {
    let before = findings.count
    let codebook = InputFile.isFolder(path) ? path + "/codebook.json" : path
    if codebook.hasSuffix(".json"), InputFile.exists(codebook),
      let document = workbooks(codebook, &findings).first?.document
    {
      if let form = Questionnaire(codebook: document) ?? Questionnaire(surveyJS: document) { return form }
    }
    if let form = form(path, &findings) {
      return Questionnaire.read(form, isRated: false, findings: &findings)
    }
    if findings.count == before || !findings[before...].contains(where: { $0.severity == .error }) {
      findings.append(Finding(.noForm, at: Location(file: path)))
    }
    return nil
  }

  private static func workbooks(_ path: String, _ findings: inout [Finding]) -> [Workbook] {
    guard let bytes = InputFile.contents(of: path, name: path, &findings) else { return [] }
    return WorkbookReader.open(bytes, file: path, findings: &findings)
  }
}
