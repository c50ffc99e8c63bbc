/// The six intraclass correlations (组内相关系数) of Shrout and Fleiss for a complete table of units × raters.
///
/// - SeeAlso: Shrout and Fleiss (1979), Psychol. Bull. 86:420–428; McGraw and Wong (1996), Psychol. Methods 1:30–46.
public struct IntraclassCorrelation: Hashable, Sendable {
  /// One of the six forms.
  public struct Form: Hashable, Sendable {
    /// Such as `ICC(2,1)`: the model, and one rater or the mean of all k.
    public let name: String
    /// The coefficient; nil where its denominator is not above 0.
    public let value: Double?
    /// The F of the hypothesis that it is 0; nil if the error mean square is 0.
    public let f: Double?
    /// Degrees of freedom of the numerator.
    public let df1: Double
    /// Degrees of freedom of the denominator.
    public let df2: Double
    /// P(F or more) if the coefficient is 0.
    public let p: Double?
    /// The interval's ends; nil where the error mean square is 0 or a transform is undefined.
    public let lower: Double?
    /// See `lower`.
    public let upper: Double?
    /// For the agreement forms: Satterthwaite's degrees of freedom at the estimate, as McGraw and Wong test.
    public let satterthwaiteDF2: Double?
    /// The p with them.
    public let satterthwaiteP: Double?
  }

  /// How the interval of ICC(2,k) is made.
  public enum IntervalMethod: String, Hashable, Sendable, CaseIterable {
    /// The Spearman–Brown transform of the interval of ICC(2,1) (Shrout and Fleiss).
    case spearmanBrown = "spearman-brown"
    /// Degrees of freedom evaluated at ICC(2,k) (McGraw and Wong).
    case mcgrawWong = "mcgraw-wong"
  }

  /// Units.
  public let units: Int
  /// Raters.
  public let raters: Int
  /// Mean square between units.
  public let meanSquareUnits: Double
  /// Mean square between raters.
  public let meanSquareRaters: Double
  /// Residual mean square of the two-way table.
  public let meanSquareError: Double
  /// Mean square within units.
  public let meanSquareWithin: Double
  /// ICC(1,1), ICC(2,1), ICC(3,1), ICC(1,k), ICC(2,k), ICC(3,k).
  public let forms: [Form]
  /// The interval of ICC(2,k) by the other method, in the order of `IntervalMethod.allCases`.
  public let averageAgreementIntervals: [IntervalMethod: Interval]

  /// Two ends, of which either may be undefined.
  public struct Interval: Hashable, Sendable {
    /// The lower end.
    public let lower: Double?
    /// The upper end.
    public let upper: Double?
  }

  /// - Parameter rows: one row per unit, one value per rater.
  /// - Throws: `.tooFew` with fewer than two units or raters; `.noVariance` if all values agree.
  public init(
    _ rows: [[Double]], interval: IntervalMethod = .spearmanBrown, confidence: Double = 0.95
  ) throws(StatisticsError) {
    guard confidence > 0, confidence < 1 else { throw .invalidArgument("confidence \(confidence)") }
    guard rows.count >= 2 else { throw .tooFew(what: "complete units", needed: 2, found: rows.count) }
    let k = rows[0].count
    guard k >= 2 else { throw .tooFew(what: "raters", needed: 2, found: k) }
    precondition(rows.allSatisfy { $0.count == k }, "one value for each rater")
    let table = TwoWayTable(rows)
    guard table.totalSquares > 0 else { throw .noVariance("the ratings") }
    units = rows.count
    raters = k
    meanSquareUnits = table.meanSquareUnits
    meanSquareRaters = table.meanSquareRaters
    meanSquareError = table.meanSquareError
    meanSquareWithin = table.meanSquareWithin
    let maker = FormMaker(table, tail: (1 + confidence) / 2)
    let agreement = try maker.agreement()
    let spearmanBrown = Interval(
      lower: agreement.lower.flatMap { spearmanBrownProjection($0, raters: Double(k)) },
      upper: agreement.upper.flatMap { spearmanBrownProjection($0, raters: Double(k)) })
    let average = try maker.averageAgreement()
    let mcgrawWong = Interval(lower: average.lower, upper: average.upper)
    averageAgreementIntervals = [.spearmanBrown: spearmanBrown, .mcgrawWong: mcgrawWong]
    forms = [
      try maker.oneWay(), agreement, try maker.consistency(),
      try maker.averageOneWay(),
      average.with(interval == .spearmanBrown ? spearmanBrown : mcgrawWong),
      try maker.averageConsistency(),
    ]
  }
}
