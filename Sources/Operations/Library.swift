import Findings
import Scoring
import Sheets
import Surveys

/// The folders of standards and questionnaires, read from disk with their checksums.
struct Library {
  /// The checksum of a folder: SHA-256 over the lines `<sha256>  <name>` of its files (not its folders) in the order of their
  /// names, which is what `find . -maxdepth 1 -type f -printf '%f\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum` prints.
  static func checksum(of folder: String, named name: String, _ findings: inout [Finding]) -> String? {
    guard let names = InputFile.names(in: folder, called: name, &findings) else { return nil }
    var lines: [UInt8] = []
    for entry in names where !entry.hasPrefix(".") && !InputFile.isFolder(folder + "/" + entry) {
      guard let bytes = InputFile.contents(of: folder + "/" + entry, name: name + "/" + entry, &findings) else {
        return nil
      }
      lines += Array("\(Digest.of(bytes))  \(entry)\n".utf8)
    }
    return Digest.of(lines)
  }

  /// A table of a folder; nil after findings.
  static func table(
    _ folder: String, _ file: String, called name: String, required: [String], _ findings: inout [Finding]
  ) -> CSVSheet? {
    let label = name + "/" + file
    guard let bytes = InputFile.contents(of: folder + "/" + file, name: label, &findings) else { return nil }
    return CSVSheet.read(bytes, file: label, required: required, findings: &findings)
  }

  /// The standard of a folder, with its checksum; nil after findings of severity error.
  static func standard(
    _ folder: String, _ findings: inout [Finding]
  ) -> (standard: ScoringStandard, checksum: String)? {
    let name = folderName(folder)
    guard let files = InputFile.names(in: folder, called: name, &findings) else { return nil }
    let settings = table(
      folder, "standard.csv", called: name, required: ScoringStandard.settingColumns, &findings)
    let rules = table(folder, "rules.csv", called: name, required: ScoringStandard.ruleColumns, &findings)
    let indicators = table(
      folder, "indicators.csv", called: name, required: ScoringStandard.indicatorColumns, &findings)
    var conditions: CSVSheet?
    if files.contains("conditions.csv") {
      conditions = table(
        folder, "conditions.csv", called: name, required: ScoringStandard.conditionColumns, &findings)
      if conditions == nil { return nil }
    }
    guard let settings, let indicators, let rules,
      let standard = ScoringStandard.read(
        settings: settings, indicators: indicators, rules: rules, conditions: conditions, findings: &findings),
      let checksum = checksum(of: folder, named: name, &findings)
    else { return nil }
    return (standard, checksum)
  }

  /// The questionnaire of a folder, with its checksum; nil after findings of severity error.
  static func questionnaire(
    _ folder: String, _ findings: inout [Finding]
  ) -> (questionnaire: Questionnaire, checksum: String)? {
    let name = folderName(folder)
    guard InputFile.names(in: folder, called: name, &findings) != nil else { return nil }
    let survey = table(folder, "survey.csv", called: name, required: ["type", "name"], &findings)
    let choices = table(folder, "choices.csv", called: name, required: ["list_name", "name"], &findings)
    let settings = table(folder, "settings.csv", called: name, required: ["form_title", "version"], &findings)
    guard let survey, let choices, let settings,
      let questionnaire = Questionnaire.read(
        survey: survey, choices: choices, settings: settings, findings: &findings),
      let checksum = checksum(of: folder, named: name, &findings)
    else { return nil }
    return (questionnaire, checksum)
  }

  /// A folder's last name, as findings show it.
  private static func folderName(_ folder: String) -> String {
    folder.split(separator: "/").last.map(String.init) ?? folder
  }
}
