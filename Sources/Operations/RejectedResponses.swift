package import Findings
import Seals
import Sheets
package import Surveys

/// The rows of files of responses that a rating left out, in the columns of their files, ready to be corrected and sent again.
package struct RejectedResponses {
  private let questionnaire: Questionnaire
  private let mapping: MappingFile?
  private let language: Language

  init(_ questionnaire: Questionnaire, mapping: MappingFile?, _ language: Language) {
    self.questionnaire = questionnaire
    self.mapping = mapping
    self.language = language
  }

  /// What leaves a row out of the estimates, or refuses its file.
  static let codes: Set<FindingCode> = [
    .unknownCommunity, .badWeight, .repeatedResponse, .conflictingResponse, .raggedRow, .tooFewAnswers,
  ]

  /// The tables of one file (a workbook or an archive may hold several) that the findings of its rating ask for.
  ///
  /// - Parameter name: the name that the findings show; those of a worksheet or an archive's member begin with it.
  func tables(_ path: String, _ name: String, _ findings: [Finding]) -> [RejectionTable] {
    var byTable: [String: [Int: [Finding]]] = [:]
    var general: Set<String> = []
    for finding in findings {
      guard let place = finding.location, RejectedResponses.isTable(place.file, of: name) else { continue }
      if finding.code == .readGenerally { general.insert(place.file) }
      if let row = place.row, finding.severity > .note {
        byTable[place.file, default: [:]][row, default: []].append(finding)
      }
    }
    byTable = byTable.mapValues { rows in
      rows.filter { $0.value.contains { RejectedResponses.codes.contains($0.code) } }
    }.filter { !$0.value.isEmpty }
    var ignored: [Finding] = []
    guard !byTable.isEmpty, let bytes = InputFile.contents(of: path, name: name, &ignored) else { return [] }
    if let rows = byTable[name], !general.contains(name) {
      let plain = PlainRejections(questionnaire, bytes, name, atMost: rows.count) { rows[$0] != nil }
      return [plain.table(rows, language)]
    }
    return others(bytes, name, byTable)
  }

  private static func isTable(_ file: String, of name: String) -> Bool {
    file == name || file.hasPrefix(name + "[") || file.hasPrefix(name + "/")
  }

  /// Any other container, encoding or tool.
  private func others(_ bytes: [UInt8], _ name: String, _ wanted: [String: [Int: [Finding]]]) -> [RejectionTable] {
    var ignored: [Finding] = []
    var options = ReadingOptions(digest: { ContentDigest.of($0).hexadecimal })
    options.mapping = mapping
    return WorkbookReader.open(bytes, file: name, findings: &ignored).flatMap { workbook in
      TableReading.tables(of: workbook, questionnaire, options, &ignored).compactMap { reading in
        let table = reading.table
        let file = table.file + (table.sheet.map { "[\($0)]" } ?? "")
        guard let rows = wanted[file] else { return nil }
        let places = Dictionary(
          table.columns.enumerated().map { ($1.position, $0) }, uniquingKeysWith: { first, _ in first })
        return RejectionTable(
          file: file, header: table.columns.map(\.name),
          rows: table.records.compactMap { record in
            rows[record.number].map { (record.number, reading.cellsToCorrect(record), $0) }
          }, language, place: { places[$0] })
      }
    }
  }
}

extension Workbench {
  /// The rows of a city's responses that its rating left out or that refused it, by the rating's findings; nothing if
  /// the questionnaire cannot be read.
  package static func rejections(
    city path: String, survey: String?, findings: [Finding], _ language: Language
  ) -> [RejectionTable] {
    var ignored: [Finding] = []
    guard let survey, let (questionnaire, _) = Library.questionnaire(survey, &ignored) else { return [] }
    var city = CityFolder(path)
    guard city.isReadable(&ignored), let files = city.responseFiles(&ignored) else { return [] }
    let rejected = RejectedResponses(questionnaire, mapping: city.mapping(&ignored), language)
    return files.flatMap { rejected.tables($0.path, $0.name, findings) }
  }
}
