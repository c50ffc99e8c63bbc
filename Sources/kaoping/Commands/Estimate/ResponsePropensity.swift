import Findings
import Statistics

/// The logistic regression of having answered on columns that `--propensity` names, and the classes cut from it.
///
/// A term is a column of numbers, or `factor(COL)` for one indicator for each category but the first; a column of texts is a
/// factor without being called so.
struct ResponsePropensity {
  let terms: String
  let count: Int
  let weighted: Bool

  /// The fitted model and its classes.
  struct Result {
    let names: [String]
    let regression: LogisticRegression
    let classes: PropensityClasses
  }

  /// Fits and cuts; nil if the columns' findings have an error.
  func result(
    _ columns: inout SurveyColumns, _ design: SurveyDesign, _ responded: [Bool]
  ) throws(StatisticsError) -> Result? {
    var names = ["intercept"]
    var regressors = [[Double](repeating: 1, count: columns.count)]
    for (column, isFactor) in parsed {
      guard columns.require(column) else { continue }
      if isFactor || columns.isCategorical(column) {
        let coded = columns.completeCodes([column])
        for (code, label) in coded.labels.enumerated().dropFirst() {
          names.append(column + label.joined())
          regressors.append(coded.codes.map { $0 == code ? 1 : 0 })
        }
      } else {
        names.append(column)
        regressors.append(columns.complete(column, needs: "一个数 a number"))
      }
    }
    guard !columns.findings.contains(where: { $0.severity == .error }) else { return nil }
    let counts = design.mass.indices.map { row in
      design.mass[row] > 0 ? (weighted ? design.mass[row] : design.persons?[row] ?? 1) : 0
    }
    let regression = try LogisticRegression(regressors, outcome: responded, weights: counts)
    let classes = try PropensityClasses(
      regression.fitted, persons: design.persons, isMember: design.mass.map { $0 > 0 }, count: count)
    return Result(names: names, regression: regression, classes: classes)
  }

  /// The columns with whether each is called a factor.
  private var parsed: [(column: String, isFactor: Bool)] {
    terms.split(separator: ",").map { term in
      let text = term.filter { !$0.isWhitespace }
      guard text.hasPrefix("factor("), text.hasSuffix(")") else { return (text, false) }
      return (String(text.dropFirst("factor(".count).dropLast()), true)
    }
  }
}
