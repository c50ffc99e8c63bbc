import Findings
import Sheets
import Statistics

extension EstimateReplicateOptions {
  /// The replication that the options describe; nil without any, or if `findings` gets an error.
  func replication(
    for design: SurveyDesign, hasWeights: Bool, _ columns: inout SurveyColumns, _ findings: inout [Finding]
  ) -> Replication? {
    if replicates != nil, replicateWeights != nil {
      findings.append(Finding(.optionsConflict, details: ["--replicates / --replicate-weights"]))
      return nil
    }
    if let replicates {
      guard let method = ReplicateMethod(replicates) else {
        findings.append(unknownMethod("--replicates", replicates))
        return nil
      }
      do {
        var made = try method.replication(of: design.nested, rule: design.rule, seed: seed, centre: centre)
        if let scale { made = made.scaled(scale) }
        return made
      } catch {
        findings.append(EstimateResults.finding(error))
        return nil
      }
    }
    guard let pattern = replicateWeights else { return nil }
    if !hasWeights {
      // Without the base weights there is no full-sample estimate.
      findings.append(Finding(.optionsConflict, details: ["--replicate-weights: --weights"]))
      return nil
    }
    return given(pattern, &columns, &findings)
  }

  private func given(
    _ pattern: String, _ columns: inout SurveyColumns, _ findings: inout [Finding]
  ) -> Replication? {
    let names = columns.sheet.header.filter { Glob.matches($0, pattern) }
    guard names.count >= 2 else {
      findings.append(
        Finding(
          .columnMissing, at: Location(file: columns.sheet.file, row: 1),
          found: columns.sheet.header.prefix(12).joined(separator: ","), details: [pattern]))
      return nil
    }
    let text = replicateType ?? "brr"
    guard let method = ReplicateMethod(text, given: names.count) else {
      findings.append(unknownMethod("--replicate-type", text))
      return nil
    }
    var weights: [[Double]] = []
    for name in names {
      // Replicate weights may be negative, as those of some bootstraps are.
      weights.append(columns.complete(name, needs: "一个数 a number"))
    }
    var coefficients: [Double]?
    if let rscales {
      coefficients = numbers(rscales, &findings)
      guard coefficients?.count == names.count else {
        findings.append(
          Finding(
            .optionsConflict, found: rscales,
            details: ["--rscales: \(coefficients?.count ?? 0) / --replicate-weights: \(names.count)"]))
        return nil
      }
    }
    guard let common = scale ?? method.scale(count: names.count, centre: centre) ?? coefficients.map({ _ in 1 }) else {
      findings.append(Finding(.optionsConflict, details: ["--replicate-type jackknife-n: --rscales"]))
      return nil
    }
    guard !columns.findings.contains(where: { $0.severity == .error }) else { return nil }
    return .given(weights, name: text, scale: common, coefficients: coefficients, centre: centre)
  }

  /// Numbers in a list, or in the first or the `rscale` column of a CSV file.
  private func numbers(_ text: String, _ findings: inout [Finding]) -> [Double]? {
    let parts = text.split(whereSeparator: { $0 == "," || $0 == " " })
    let numbers = parts.compactMap { Double($0) }.filter { $0.isFinite && $0 >= 0 }
    if numbers.count == parts.count, !numbers.isEmpty { return numbers }
    guard let sheet = CommandInput.table(text, &findings) else { return nil }
    var reader = SurveyColumns(sheet: sheet)
    let column = sheet.has("rscale") ? "rscale" : sheet.has("rscales") ? "rscales" : sheet.header.last ?? ""
    let values = reader.complete(column, where: { $0 >= 0 }, needs: "不小于 0 的数 a number, at least 0")
    findings += reader.findings
    return values
  }

  private func unknownMethod(_ option: String, _ text: String) -> Finding {
    Finding(
      .valueUnknown, found: text,
      details: [option, "jackknife-1, jackknife-n, brr, fay=RHO, bootstrap=N, subbootstrap=N"])
  }
}

/// Names with `*` for any characters and `?` for one.
enum Glob {
  /// Whether the whole of `text` fits `pattern`.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text), Array(pattern))
    var reach = [Bool](repeating: false, count: text.count + 1)
    reach[0] = true
    for symbol in pattern {
      var next = [Bool](repeating: false, count: text.count + 1)
      for position in 0...text.count {
        if symbol == "*" {
          next[position] = reach[position] || (position > 0 && next[position - 1])
        } else if position > 0, symbol == "?" || symbol == text[position - 1] {
          next[position] = reach[position - 1]
        }
      }
      reach = next
    }
    return reach[text.count]
  }
}
