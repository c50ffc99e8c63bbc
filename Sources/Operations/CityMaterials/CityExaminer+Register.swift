import Findings
import Foundation
import Sheets
import Store
import Surveys
import Titles

extension CityExaminer {
  /// What a table of communities, or of changes, would make of the register.
  func examineRegister(_ material: CityMaterial) throws -> CityExamination {
    var examination = CityExamination(
      recognised: Bilingual("\(material.name.chinese)（表格）", "\(material.name.english), a table"))
    var trial = RegisterTrial(try store.register())
    let table = enter(material, into: &trial, &examination.findings)
    examination.findings += trial.findings
    let faulty = trial.faultyRows
    examination.rows = trial.rows
    examination.usable = max(0, trial.rows - faulty.count)
    examination.changes = trial.steps.map(CityExaminer.change)
    guard let table else { return examination }
    examination.columns = table.sheet.header
    examination.table = table.bytes
    if !faulty.isEmpty {
      for language in Language.allCases {
        examination.rejections[language] = CityExaminer.rejected(table.sheet, faulty, trial.findings, language)
      }
    }
    return examination
  }

  /// Enters the material into a trial.
  ///
  /// - Returns: the table; nil if it is a list in JSON, or after findings.
  @discardableResult
  func enter(_ material: CityMaterial, into trial: inout RegisterTrial, _ findings: inout [Finding]) -> MaterialTable? {
    guard let bytes = InputFile.contents(of: path, name: name, limit: 64 << 20, &findings) else { return nil }
    if material == .lineage, let changes = try? JSONDecoder().decode([RegisterChange].self, from: Data(bytes)) {
      trial.take(changes)
      trial.conclude()
      return nil
    }
    let required = material == .communities ? CommunityRegister.columns : RegisterTrial.lineageColumns
    guard let table = MaterialTable(bytes, name: name, required: required, findings: &findings) else { return nil }
    if material == .lineage {
      trial.take(lineage: table.sheet)
    } else if let effective = request.effective {
      trial.take(communities: table.sheet, effective: effective, document: request.document)
    } else {
      findings.append(Finding(.noSuchDay))
      return table
    }
    trial.conclude()
    return table
  }

  /// The rows with faults, as every table of rejected rows has them.
  private static func rejected(
    _ sheet: CSVSheet, _ rows: Set<Int>, _ findings: [Finding], _ language: Language
  ) -> [UInt8] {
    let reasons = Dictionary(grouping: findings.filter { $0.severity == .error }) { $0.location?.row ?? 0 }
    let table = RejectionTable(
      file: sheet.file, header: sheet.header,
      rows: sheet.rows.filter { rows.contains($0.number) }.map { ($0.number, $0.cells, reasons[$0.number] ?? []) },
      language, place: { $0 - 1 })
    var writer = CSVWriter(endsLinesWithCRLF: true)
    for line in table.lines { writer.write(line) }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }

  /// A step in words: of one community that goes on only what differs, else what stands before and after in short.
  private static func change(_ step: RegisterTrial.Step) -> UploadPreview.Change {
    let place = "\(step.event.effective) \(step.event.document)"
    guard step.before.count == 1, step.after.count == 1 else {
      func list(_ communities: [CommunityAttributes]) -> Bilingual {
        let text = communities.map { "\($0.listingName) \($0.code)" }
        return Bilingual(text.joined(separator: "、"), text.joined(separator: ", "))
      }
      return UploadPreview.Change(step.event.kind.name, at: place, before: list(step.before), after: list(step.after))
    }
    let (old, new) = (facts(step.before[0]), facts(step.after[0]))
    // The name comes along, so that a reader knows who is meant.
    let shown = old.indices.filter { $0 < 2 || old[$0] != new[$0] }
    func text(_ facts: [Bilingual]) -> Bilingual {
      let own = shown.map { facts[$0] }
      return Bilingual(own.map(\.chinese).joined(separator: " · "), own.map(\.english).joined(separator: " · "))
    }
    return UploadPreview.Change(step.event.kind.name, at: place, before: text(old), after: text(new))
  }

  private static func facts(_ own: CommunityAttributes) -> [Bilingual] {
    func plain(_ text: String) -> Bilingual { Bilingual(text, text) }
    return [
      plain(own.listingName), plain(own.code), plain("\(own.districtName) \(own.district)"), own.kind.name,
      own.filing.name,
      own.households.map { Bilingual("\($0) 户", "\($0) households") } ?? plain("—"), plain(own.areaClass),
    ]
  }
}
