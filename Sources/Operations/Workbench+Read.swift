package import Findings
import Seals
package import Sheets
package import Surveys

/// What is to be read.
package struct ReadingRequest: Sendable {
  /// The files.
  package var files: [String]
  /// The questionnaire; nil infers it from the headings.
  package var survey: String?
  /// The encoding, if the user names it.
  package var encoding: String?
  /// The delimiter, if the user names it.
  package var delimiter: Character?
  /// A mapping that somebody checked.
  package var mapping: String?
  /// The zone of times that name none.
  package var zone = SurveyZone.china
  /// The order of day and month where files leave it open.
  package var dateOrder: Moment.Order?
  /// The roster; nil checks no codes.
  package var roster: String?
  /// The table of changed codes.
  package var lineage: String?
  /// The date as of which codes are asked (`2014-09-30`).
  package var asOf = "9999-12-31"
  /// A file with the key that seals personal data; nil drops them.
  package var sealKey: String?
  /// Whether a row with a faulty cell is rejected as a whole.
  package var isStrict = false

  /// A request for these files.
  package init(files: [String]) { self.files = files }
}

/// What was read, with the containers that it came from.
package struct ReadingOutcome: Sendable {
  /// The submissions and tables.
  package var reading: SurveyReading
  /// The opened files.
  package var workbooks: [Workbook]
  /// The SHA-256 of each file.
  package var checksums: [(file: String, sha256: String)]
  /// Everything that was found.
  package var findings: [Finding]
}

extension Workbench {
  /// Reads exports of survey tools as submissions of a questionnaire.
  package static func read(_ request: ReadingRequest) -> ReadingOutcome {
    var findings: [Finding] = []
    var options = ReadingOptions(digest: { String(ContentDigest.of($0).hexadecimal.prefix(16)) })
    options.zone = request.zone
    options.dateOrder = request.dateOrder
    options.isStrict = request.isStrict
    if let path = request.sealKey, let key = InputFile.contents(of: path, name: path, &findings) {
      if let seal = PersonalSeal(key: key) {
        options.seal = { String(seal.code($0).prefix(32)) }
      } else {
        findings.append(Finding(.sealKeyUnusable, at: Location(file: path)))
      }
    }
    if let path = request.roster, let roster = table(path, ["community_id", "name"], &findings) {
      let lineage = request.lineage.flatMap { table($0, CommunityRegister.lineageColumns, &findings) }
      options.register = CommunityRegister(roster: roster, lineage: lineage, asOf: request.asOf, findings: &findings)
      options.asOf = request.asOf
    }
    let form = request.survey.flatMap { SurveyLibrary.questionnaire($0, &findings) }
    if let path = request.mapping, let sheet = table(path, MappingFile.required, &findings) {
      options.mapping = MappingFile(sheet, findings: &findings)
    }
    var workbooks: [Workbook] = []
    var checksums: [(file: String, sha256: String)] = []
    for file in request.files {
      guard let bytes = InputFile.contents(of: file, name: file, &findings) else { continue }
      checksums.append((file, ContentDigest.of(bytes).hexadecimal))
      workbooks += WorkbookReader.open(
        bytes, file: file, encoding: request.encoding, delimiter: request.delimiter, findings: &findings)
    }
    let isUsable = request.survey == nil || form != nil
    let reading = SurveyReading(isUsable ? workbooks : [], form: form, options: options)
    return ReadingOutcome(
      reading: reading, workbooks: workbooks, checksums: checksums, findings: findings + reading.findings)
  }

  private static func table(_ path: String, _ required: [String], _ findings: inout [Finding]) -> CSVSheet? {
    guard let bytes = InputFile.contents(of: path, name: path, &findings) else { return nil }
    return CSVSheet.read(bytes, file: path, required: required, findings: &findings)
  }
}
