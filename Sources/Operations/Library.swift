import Findings
import Scoring
import Seals
import Sheets
import Surveys

/// The folders of standards and questionnaires, read from disk with their checksums.
struct Library {
  /// The checksum of a folder: SHA-256 over the lines `<sha256>  <name>` of its files (not its folders, not the seal of a
  /// frozen standard) in the order of their names, which is what `find . -maxdepth 1 -type f ! -name frozen.sha256 -printf
  /// '%f\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum` prints.
  static func checksum(of folder: String, named name: String, _ findings: inout [Finding]) -> String? {
    guard let lines = digests(of: folder, named: name, &findings) else { return nil }
    return ContentDigest.of(lines.map { "\($0.sha256)  \($0.name)\n" }.joined()).hexadecimal
  }

  /// The files of a folder with their SHA-256, in the order of their names; nil after a finding.
  static func digests(
    of folder: String, named name: String, _ findings: inout [Finding]
  ) -> [(name: String, sha256: String)]? {
    guard let names = InputFile.names(in: folder, called: name, &findings) else { return nil }
    var digests: [(name: String, sha256: String)] = []
    for entry in names
    where !entry.hasPrefix(".") && entry != StandardSeal.file && !InputFile.isFolder(folder + "/" + entry) {
      guard let bytes = InputFile.contents(of: folder + "/" + entry, name: name + "/" + entry, &findings) else {
        return nil
      }
      digests.append((entry, ContentDigest.of(bytes).hexadecimal))
    }
    return digests
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
    let before = findings.count
    let read = StandardFolder(folder, findings: &findings)
    guard let standard = read.standard, !findings[before...].contains(where: { $0.severity == .error }),
      let checksum = checksum(of: folder, named: folderName(folder), &findings)
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
  static func folderName(_ folder: String) -> String {
    let parts = folder.split(separator: "/").filter { $0 != "." }
    return parts.last.map(String.init) ?? folder
  }
}
