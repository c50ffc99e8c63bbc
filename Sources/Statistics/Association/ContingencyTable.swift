/// Two categorical variables of a survey crossed (列联表), with the tests of independence that its design allows.
///
/// The classical statistic X² is that of the estimated shares times the number of persons. Under a complex design it is no χ²;
/// Rao and Scott's corrections divide it by the generalised design effects δ, the eigenvalues of the shares' design covariance
/// against that of a simple random sample:
///
///     second order   F = X²/Σδ     with d₁ = (Σδ)²/Σδ² and d₂ = d₁ ν degrees of freedom
///     first order    χ² = X²/δ̄     with (r − 1)(c − 1)
///
/// Wald's statistic tests N̂_ij − N̂_i·N̂_·j/N̂ by their covariance and is referred to F with k and ν; the adjusted one,
/// (ν − k + 1)/(kν) times the quadratic form, to k and ν − k + 1. ν are the design's degrees of freedom.
///
/// - SeeAlso: Rao and Scott (1984), doi:10.1214/aos/1176346391; Thomas and Rao (1987), doi:10.2307/2289446.
public struct ContingencyTable: Sendable {
  /// How many rows and columns the table has.
  public let shape: (rows: Int, columns: Int)
  /// Estimated numbers of people by row and column.
  public let counts: [[Double]]

  private let design: SurveyDesign
  private let members: [Int32]
  private let cells: [Int]
  private let persons: Double

  /// A table of rows of the design; rows without weight take no part.
  ///
  /// - Parameters:
  ///   - members: the rows of the design that have both answers, in design order.
  ///   - rows: the code of each in the first variable, from 0.
  ///   - columns: the code of each in the second.
  ///   - shape: how many codes there are.
  /// - Throws: `.emptySample`; `.noVariance` unless two categories of each variable occur.
  public init(
    _ design: SurveyDesign, members: [Int32], rows: [Int], columns: [Int], shape: (rows: Int, columns: Int)
  ) throws(StatisticsError) {
    let used = members.indices.filter { design.mass[Int(members[$0])] > 0 }
    guard !used.isEmpty else { throw .emptySample }
    // Categories that nobody has are left out.
    let rowCodes = Set(used.map { rows[$0] }).sorted()
    let columnCodes = Set(used.map { columns[$0] }).sorted()
    guard rowCodes.count > 1, columnCodes.count > 1 else { throw .noVariance("a variable with one category only") }
    let rowPlace = Dictionary(uniqueKeysWithValues: rowCodes.enumerated().map { ($1, $0) })
    let columnPlace = Dictionary(uniqueKeysWithValues: columnCodes.enumerated().map { ($1, $0) })
    self.design = design
    self.members = used.map { members[$0] }
    self.shape = (rowCodes.count, columnCodes.count)
    cells = used.map { (rowPlace[rows[$0]] ?? 0) * columnCodes.count + (columnPlace[columns[$0]] ?? 0) }
    persons = design.persons(in: self.members)
    var counts = [[Double]](repeating: [Double](repeating: 0, count: columnCodes.count), count: rowCodes.count)
    for (index, member) in self.members.enumerated() {
      counts[cells[index] / columnCodes.count][cells[index] % columnCodes.count] += design.mass[Int(member)]
    }
    self.counts = counts
  }

  private var total: Double { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  private var rowShares: [Double] { counts.map { $0.reduce(0, +) / total } }
  private var columnShares: [Double] {
    (0..<shape.columns).map { column in counts.reduce(0) { $0 + $1[column] } / total }
  }
  private var independenceDegrees: Int { (shape.rows - 1) * (shape.columns - 1) }

  /// X² of the shares times the number of persons.
  private var chiSquare: Double {
    let (rows, columns) = (rowShares, columnShares)
    var sum = 0.0
    for (i, row) in counts.enumerated() {
      for (j, count) in row.enumerated() {
        let (observed, expected) = (count / total, rows[i] * columns[j])
        sum += (observed - expected) * (observed - expected) / expected
      }
    }
    return sum * persons
  }

  /// Pearson's test, right for a simple random sample only.
  public func pearson() throws(StatisticsError) -> HypothesisTest {
    try HypothesisTest(chiSquare, .chiSquare(Double(independenceDegrees)))
  }

  /// Rao and Scott's test of the second order (F) or of the first (χ²).
  ///
  /// - Parameter degreesOfFreedom: the design's, ν.
  /// - Throws: as `SurveyDesign.estimates`; `.singular` if a margin of the table is degenerate.
  public func raoScott(firstOrder: Bool, degreesOfFreedom: Double) throws(StatisticsError) -> HypothesisTest {
    let effects = try generalisedEffects()
    guard effects.sum > 0 else { throw .noVariance("the cells of the table") }
    if firstOrder {
      let mean = effects.sum / Double(independenceDegrees)
      return try HypothesisTest(chiSquare / mean, .chiSquare(Double(independenceDegrees)))
    }
    guard degreesOfFreedom > 0 else { throw .tooFew(what: "degrees of freedom", needed: 1, found: 0) }
    let d = effects.sum * effects.sum / effects.squares
    return try HypothesisTest(chiSquare / effects.sum, .f(d, d * degreesOfFreedom))
  }

  /// Σδ and Σδ²: traces of Δ and Δ² with Δ = (C′D⁻¹C/n)⁻¹ C′D⁻¹VD⁻¹C, C spanning the interactions.
  private func generalisedEffects() throws(StatisticsError) -> (sum: Double, squares: Double) {
    let size = shape.rows * shape.columns
    let shares = counts.flatMap { $0.map { $0 / total } }
    let covariance = try cellCovariance(denominator: .ones)
    let contrasts = try interactionContrasts()
    let inverse = shares.map { $0 > 0 ? 1 / $0 : 0 }
    let k = contrasts.count
    var bottom = [Double](repeating: 0, count: k * k)
    var top = bottom
    let scaled = contrasts.map { contrast in contrast.indices.map { contrast[$0] * inverse[$0] } }
    for a in 0..<k {
      let image = (0..<size).map { row in (0..<size).reduce(0) { $0 + covariance[row][$1] * scaled[a][$1] } }
      for b in 0..<k {
        bottom[a * k + b] = (0..<size).reduce(0) { $0 + contrasts[a][$1] * scaled[b][$1] } / persons
        top[b * k + a] = (0..<size).reduce(0) { $0 + scaled[b][$1] * image[$1] }
      }
    }
    let system = try SymmetricSystem((0..<k).map { row in Array(bottom[(row * k)..<(row * k + k)]) }, in: "table")
    // The columns of Δ, each solved by itself.
    let columns = (0..<k).map { column in system.solve((0..<k).map { top[$0 * k + column] }) }
    var (sum, squares) = (0.0, 0.0)
    for a in 0..<k {
      sum += columns[a][a]
      for b in 0..<k { squares += columns[a][b] * columns[b][a] }
    }
    return (sum, squares)
  }

  /// An orthonormal basis of all tables whose rows and columns sum to 0.
  private func interactionContrasts() throws(StatisticsError) -> [[Double]] {
    let (rows, columns) = (ContingencyTable.helmert(shape.rows), ContingencyTable.helmert(shape.columns))
    return rows.flatMap { row in columns.map { column in row.flatMap { a in column.map { a * $0 } } } }
  }

  /// n − 1 orthonormal contrasts of n categories.
  private static func helmert(_ count: Int) -> [[Double]] {
    (1..<count).map { k in
      let norm = (Double(k) * Double(k + 1)).squareRoot()
      return (0..<count).map { $0 < k ? 1 / norm : $0 == k ? -Double(k) / norm : 0 }
    }
  }

  /// The design covariance of the cells' shares or totals, by rows.
  private func cellCovariance(denominator: Estimand.Denominator) throws(StatisticsError) -> [[Double]] {
    let estimands = (0..<(shape.rows * shape.columns)).map { cell in
      Estimand(rows: members, numerator: cells.map { $0 == cell ? 1 : 0 }, denominator: denominator)
    }
    guard let covariance = try design.estimates(estimands, covariance: true).covariance else { return [] }
    return covariance
  }

  /// Wald's test of N̂_ij = N̂_i·N̂_·j/N̂, plain or adjusted for few degrees of freedom.
  ///
  /// - Parameter degreesOfFreedom: the design's, ν.
  /// - Throws: as `SurveyDesign.estimates`; `.singular` if the differences' covariance is; `.tooFew` if ν < k for the adjusted one.
  public func wald(adjusted: Bool, degreesOfFreedom nu: Double) throws(StatisticsError) -> HypothesisTest {
    let (k, columns) = (independenceDegrees, shape.columns)
    let (rowShare, columnShare) = (rowShares, columnShares)
    guard nu > 0, !adjusted || nu >= Double(k) else {
      throw .tooFew(what: "degrees of freedom", needed: adjusted ? k : 1, found: Int(max(0, nu)))
    }
    // The derivative of N_ij − N_i·N_·j/N against each cell.
    var slopes: [[Double]] = []
    var differences: [Double] = []
    for i in 0..<(shape.rows - 1) {
      for j in 0..<(columns - 1) {
        differences.append(counts[i][j] - total * rowShare[i] * columnShare[j])
        slopes.append(
          (0..<(shape.rows * columns)).map { cell in
            let (row, column) = (cell / columns, cell % columns)
            var slope = rowShare[i] * columnShare[j]
            if row == i { slope -= columnShare[j] }
            if column == j { slope -= rowShare[i] }
            return row == i && column == j ? slope + 1 : slope
          })
      }
    }
    let covariance = try cellCovariance(denominator: .none)
    let images = slopes.map { slope in
      covariance.map { row in row.indices.reduce(0) { $0 + row[$1] * slope[$1] } }
    }
    let matrix = slopes.map { slope in images.map { image in image.indices.reduce(0) { $0 + image[$1] * slope[$1] } } }
    let solution = try SymmetricSystem(matrix, in: "Wald's covariance").solve(differences)
    let form = differences.indices.reduce(0) { $0 + differences[$1] * solution[$1] }
    let kd = Double(k)
    guard adjusted else { return try HypothesisTest(form / kd, .f(kd, nu)) }
    return try HypothesisTest(form * (nu - kd + 1) / (kd * nu), .f(kd, nu - kd + 1))
  }
}
