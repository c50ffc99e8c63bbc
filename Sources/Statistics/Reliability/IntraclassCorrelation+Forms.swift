extension IntraclassCorrelation {
  /// Makes the six forms from the mean squares; formulas by the numbers of Shrout and Fleiss, and McGraw and Wong.
  struct FormMaker {
    private let table: TwoWayTable
    private let tail: Double

    init(_ table: TwoWayTable, tail: Double) {
      self.table = table
      self.tail = tail
    }

    /// ICC(1,1).
    func oneWay() throws(StatisticsError) -> Form {
      let (b, w) = (table.meanSquareUnits, table.meanSquareWithin)
      let limits = try ratios(b, w, df2: table.n * (table.k - 1))
      return try form(
        "ICC(1,1)", value: (b - w) / (b + (table.k - 1) * w), error: w, df2: table.n * (table.k - 1),
        lower: limits.map { ($0.lower - 1) / ($0.lower + table.k - 1) },
        upper: limits.map { ($0.upper - 1) / ($0.upper + table.k - 1) })
    }

    /// ICC(1,k).
    func averageOneWay() throws(StatisticsError) -> Form {
      let (b, w) = (table.meanSquareUnits, table.meanSquareWithin)
      let limits = try ratios(b, w, df2: table.n * (table.k - 1))
      return try form(
        "ICC(1,k)", value: b > 0 ? (b - w) / b : nil, error: w, df2: table.n * (table.k - 1),
        lower: limits.map { 1 - 1 / $0.lower }, upper: limits.map { 1 - 1 / $0.upper })
    }

    /// ICC(3,1).
    func consistency() throws(StatisticsError) -> Form {
      let (b, e) = (table.meanSquareUnits, table.meanSquareError)
      let limits = try ratios(b, e, df2: errorDF)
      return try form(
        "ICC(3,1)", value: b + (table.k - 1) * e > 0 ? (b - e) / (b + (table.k - 1) * e) : nil, error: e, df2: errorDF,
        lower: limits.map { ($0.lower - 1) / ($0.lower + table.k - 1) },
        upper: limits.map { ($0.upper - 1) / ($0.upper + table.k - 1) })
    }

    /// ICC(3,k).
    func averageConsistency() throws(StatisticsError) -> Form {
      let (b, e) = (table.meanSquareUnits, table.meanSquareError)
      let limits = try ratios(b, e, df2: errorDF)
      return try form(
        "ICC(3,k)", value: b > 0 ? (b - e) / b : nil, error: e, df2: errorDF,
        lower: limits.map { 1 - 1 / $0.lower }, upper: limits.map { 1 - 1 / $0.upper })
    }

    /// ICC(2,1).
    func agreement() throws(StatisticsError) -> Form {
      let (b, j, e, n, k) = squares
      let denominator = b + (k - 1) * e + k * (j - e) / n
      let value = denominator > 0 ? (b - e) / denominator : nil
      guard let value, value < 1, e > 0 else { return try form("ICC(2,1)", value: value, error: e, df2: errorDF) }
      let a = k * value / (n * (1 - value))
      let v = satterthwaite(a, 1 + a * (n - 1))
      guard let (f, g) = try quantiles(v) else { return try form("ICC(2,1)", value: value, error: e, df2: errorDF) }
      let spread = k * j + (k * n - k - n) * e
      return try form(
        "ICC(2,1)", value: value, error: e, df2: errorDF,
        lower: n * (b - f * e) / (f * spread + n * b), upper: n * (g * b - e) / (spread + n * g * b), satterthwaite: v)
    }

    /// ICC(2,k) with the interval of McGraw and Wong: the degrees of freedom of the single-rater form, at ICC(2,k).
    func averageAgreement() throws(StatisticsError) -> Form {
      let (b, j, e, n, k) = squares
      let denominator = b + (j - e) / n
      let value = denominator > 0 ? (b - e) / denominator : nil
      guard let value, value < 1, e > 0 else { return try form("ICC(2,k)", value: value, error: e, df2: errorDF) }
      let a = k * value / (n * (1 - value))
      let v = satterthwaite(a, 1 + a * (n - 1))
      guard let (f, g) = try quantiles(v) else { return try form("ICC(2,k)", value: value, error: e, df2: errorDF) }
      return try form(
        "ICC(2,k)", value: value, error: e, df2: errorDF,
        lower: n * (b - f * e) / (f * (j - e) + n * b), upper: n * (g * b - e) / (j - e + n * g * b), satterthwaite: v)
    }

    private var squares: (Double, Double, Double, Double, Double) {
      (table.meanSquareUnits, table.meanSquareRaters, table.meanSquareError, table.n, table.k)
    }

    private var errorDF: Double { (table.n - 1) * (table.k - 1) }

    /// Degrees of freedom of a·MSJ + b·MSE.
    private func satterthwaite(_ a: Double, _ b: Double) -> Double {
      let (raters, error) = (a * table.meanSquareRaters, b * table.meanSquareError)
      let sum = raters + error
      return sum * sum / (raters * raters / (table.k - 1) + error * error / errorDF)
    }

    private func quantiles(_ v: Double) throws(StatisticsError) -> (Double, Double)? {
      guard v > 0, v.isFinite else { return nil }
      return (
        try FDistribution(d1: table.n - 1, d2: v).quantile(tail),
        try FDistribution(d1: v, d2: table.n - 1).quantile(tail)
      )
    }

    private func ratios(
      _ between: Double, _ error: Double, df2: Double
    ) throws(StatisticsError) -> (lower: Double, upper: Double)? {
      guard error > 0, between > 0 else { return nil }
      let f = between / error
      return (
        f / (try FDistribution(d1: table.n - 1, d2: df2).quantile(tail)),
        f * (try FDistribution(d1: df2, d2: table.n - 1).quantile(tail))
      )
    }

    private func form(
      _ name: String, value: Double?, error: Double, df2: Double, lower: Double? = nil, upper: Double? = nil,
      satterthwaite: Double? = nil
    ) throws(StatisticsError) -> Form {
      let f = error > 0 ? table.meanSquareUnits / error : nil
      return Form(
        name: name, value: value, f: f, df1: table.n - 1, df2: df2,
        p: try tailProbability(f, df2),
        lower: lower, upper: upper, satterthwaiteDF2: satterthwaite,
        satterthwaiteP: try tailProbability(f, satterthwaite))
    }

    private func tailProbability(_ f: Double?, _ df2: Double?) throws(StatisticsError) -> Double? {
      guard let f, let df2 else { return nil }
      return try FDistribution(d1: table.n - 1, d2: df2).upperTail(f)
    }
  }
}

extension IntraclassCorrelation.Form {
  /// The same form with another interval.
  func with(_ interval: IntraclassCorrelation.Interval) -> Self {
    Self(
      name: name, value: value, f: f, df1: df1, df2: df2, p: p, lower: interval.lower, upper: interval.upper,
      satterthwaiteDF2: satterthwaiteDF2, satterthwaiteP: satterthwaiteP)
  }
}
