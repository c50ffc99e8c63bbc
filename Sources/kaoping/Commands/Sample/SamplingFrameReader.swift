import Findings
import Sheets
import Statistics

/// Reads a frame and a table of stratum sizes.
struct SamplingFrameReader {
  let strata: String?
  let clusters: String?
  let measure: String?

  /// The frame in `sheet`, or nil and findings.
  func frame(_ sheet: CSVSheet, _ findings: inout [Finding]) throws(StatisticsError) -> SamplingFrame? {
    for row in sheet.rows {
      for column in [strata, clusters].compactMap({ $0 }) where NumericCells.isMissing(sheet.text(row, column)) {
        findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
      }
      if let measure {
        let text = sheet.text(row, measure)
        if (NumericCells.number(text) ?? -1) < 0 {
          findings.append(
            Finding(.measureUnusable, at: sheet.location(row, measure), found: text, details: [measure]))
        }
      }
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    return try SamplingFrame(
      count: sheet.rows.count, strata: strata.map { column in sheet.rows.map { sheet.text($0, column) } },
      clusters: clusters.map { column in sheet.rows.map { sheet.text($0, column) } },
      measures: measure.map { column in sheet.rows.map { NumericCells.number(sheet.text($0, column)) ?? 0 } })
  }

  /// The sizes of the frame's strata from a table `stratum,size`; every fault is a finding.
  func sizes(_ path: String, _ list: SamplingFrame, _ findings: inout [Finding]) -> [Int] {
    guard let sheet = CommandInput.table(path, required: ["stratum", "size"], &findings) else { return [] }
    var sizes: [String: Int] = [:]
    let known = Set(list.strata)
    for row in sheet.rows {
      let name = sheet.text(row, "stratum")
      if !known.contains(name) {
        findings.append(Finding(.sizeUnknown, at: sheet.location(row, "stratum"), found: name, details: [name]))
      } else if sizes[name] != nil {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "stratum"), found: name, details: [name, "—"]))
      }
      if let size = NumericCells.count(sheet, row, "size", &findings) { sizes[name] = size }
    }
    for name in list.strata where sizes[name] == nil {
      findings.append(Finding(.stratumWithoutSize, at: Location(file: path), details: [name]))
    }
    return list.strata.map { sizes[$0] ?? 0 }
  }
}
