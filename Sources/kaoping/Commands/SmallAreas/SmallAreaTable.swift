import Findings
import Sheets
import Statistics

/// The list that `kaoping small-area` reads: areas with direct estimates, sampling variances and covariates.
///
/// A covariate written `factor(COL)`, or a column without a single number, is a category: one indicator for each of
/// its values but the first in order of appearance after sorting.
struct SmallAreaTable {
  /// The areas' names: the unit column, or the row numbers.
  let names: [String]
  /// The areas.
  let areas: [FayHerriot.Area]
  /// The names of the coefficients, the intercept first.
  let terms: [String]

  /// Reads the list; nil and findings if there is a fault.
  init?(
    _ path: String, unit: String?, estimate: String, variance: String?, standardError: String?, covariates: [String],
    _ findings: inout [Finding]
  ) {
    let factors = covariates.map { name -> (column: String, isFactor: Bool) in
      guard name.hasPrefix("factor("), name.hasSuffix(")") else { return (name, false) }
      return (String(name.dropFirst(7).dropLast()), true)
    }
    let error = variance ?? standardError ?? ""
    let required = [unit, estimate, error].compactMap { $0 } + factors.map(\.column)
    guard let sheet = CommandInput.table(path, required: required, &findings) else { return nil }
    if sheet.rows.isEmpty {
      findings.append(Finding(.areasTooFew, at: Location(file: path), details: ["0", "\(covariates.count + 3)"]))
    }
    var columns: [[Double]] = Array(repeating: [], count: sheet.rows.count)
    var terms = ["intercept"]
    for (column, isFactor) in factors {
      let texts = sheet.rows.map { sheet.text($0, column) }
      for (row, text) in zip(sheet.rows, texts) where text.isEmpty || text == "NA" {
        findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
      }
      let present = texts.filter { !$0.isEmpty && $0 != "NA" }
      let numeric = present.compactMap(Double.init)
      guard Set(present).count > 1 else {
        findings.append(Finding(.covariateConstant, at: Location(file: path), details: [column]))
        continue
      }
      if isFactor || numeric.isEmpty {
        let levels =
          numeric.count == present.count
          ? Set(present).sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) } : Set(present).sorted()
        for level in levels.dropFirst() {
          terms.append("\(column)=\(level)")
          for index in texts.indices { columns[index].append(texts[index] == level ? 1 : 0) }
        }
      } else {
        terms.append(column)
        for (index, row) in sheet.rows.enumerated() {
          let missing = texts[index].isEmpty || texts[index] == "NA"
          columns[index].append(missing ? 0 : sheet.number(row, column, &findings) ?? 0)
        }
      }
    }
    var names: [String] = []
    var areas: [FayHerriot.Area] = []
    var firstRows: [String: Int] = [:]
    for (index, row) in sheet.rows.enumerated() {
      let name = unit.map { sheet.text(row, $0) } ?? String(row.number)
      if let unit, name.isEmpty {
        findings.append(Finding(.valueMissing, at: sheet.location(row, unit), details: [unit]))
      } else if let unit, let first = firstRows[name] {
        findings.append(Finding(.keyTwice, at: sheet.location(row, unit), found: name, details: [name, "\(first)"]))
      }
      firstRows[name] = firstRows[name] ?? row.number
      names.append(name)
      guard !["", "NA"].contains(sheet.text(row, estimate)) else {
        findings.append(Finding(.directEstimateMissing, at: sheet.location(row, estimate), details: [name]))
        areas.append(FayHerriot.Area(direct: nil, covariates: columns[index]))
        continue
      }
      let value = sheet.number(row, estimate, &findings)
      let spread = sheet.number(row, error, &findings)
      guard let value, let spread else { continue }
      let sampling = variance == nil ? spread * spread : spread
      if spread <= 0 || sampling <= 0 || !sampling.isFinite {
        findings.append(
          Finding(.samplingVarianceNotPositive, at: sheet.location(row, error), found: sheet.text(row, error)))
      }
      areas.append(FayHerriot.Area(direct: .init(estimate: value, variance: sampling), covariates: columns[index]))
    }
    let (sampled, needed) = (areas.count { $0.direct != nil }, terms.count + 2)
    let faulty = findings.contains { $0.severity == .error }
    if !faulty && sampled < needed {
      findings.append(Finding(.areasTooFew, at: Location(file: path), details: ["\(sampled)", "\(needed)"]))
    }
    self.names = names
    self.areas = areas
    self.terms = terms
    if findings.contains(where: { $0.severity == .error }) { return nil }
  }
}
