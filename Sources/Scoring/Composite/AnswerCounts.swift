import Apportionment

/// An indicator whose value is the mean of scale steps, each counted in a column of its own (各档人数): `counts` names the
/// columns, `answers_1;answers_2` or `answers_*`, and `steps` what each answer is worth, 1, 2, 3 … unless told otherwise.
struct AnswerCounts {
  let columns: [String]
  let steps: [Fraction]

  /// The counts that a row of the indicator table names; nil if it names none.
  init?(_ node: CompositeNode, header: [String]) {
    guard let text = node.settings["counts"] else { return nil }
    columns = text.split(separator: ";").map(String.init).flatMap { name in
      name.last == "*" ? header.filter { $0.hasPrefix(name.dropLast()) } : [name]
    }
    let given = node.settings["steps"].map { $0.split(separator: ";").map { Fraction(decimal: String($0)) } }
    steps = given?.compactMap { $0 } ?? columns.indices.map { Fraction($0 + 1) }
  }

  /// Whether there is a step for each column.
  var isComplete: Bool { !columns.isEmpty && steps.count == columns.count }

  /// Σ count · step / Σ count; nil if nobody answered.
  func mean(_ counts: [Fraction]) -> Fraction? {
    let sum = counts.reduce(.zero, +)
    return sum.isZero ? nil : zip(counts, steps).reduce(.zero) { $0 + $1.0 * $1.1 } / sum
  }
}
