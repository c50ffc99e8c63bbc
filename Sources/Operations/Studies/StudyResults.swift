import Statistics

/// How far a study has come in a community, what it estimates there, and what the district's own answers say.
public struct StudyResults: Sendable {
  /// An estimate on 0–100 with its interval.
  public struct Estimate: Hashable, Sendable {
    /// The mean.
    public var mean: Double
    /// Its standard error; nil where the sample does not tell.
    public var standardError: Double?
    /// The interval of 95 %; nil without a standard error.
    public var interval: ClosedRange<Double>?
    /// The answers behind it.
    public var answers: Int
    fileprivate var degreesOfFreedom: Double

    init(mean: Double, standardError: Double?, degreesOfFreedom: Int, answers: Int) {
      self.mean = mean
      self.standardError = standardError
      self.answers = answers
      self.degreesOfFreedom = Double(degreesOfFreedom)
      if let standardError, degreesOfFreedom > 0 {
        let half = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile(0.975) * standardError
        interval = max(0, mean - half)...max(max(0, mean - half), min(100, mean + half))
      }
    }
  }

  /// The study's estimate less the district's.
  public struct Difference: Hashable, Sendable {
    /// The difference in points.
    public var value: Double
    /// Its interval of 95 %; nil without standard errors.
    public var interval: ClosedRange<Double>?
    /// Whether the interval leaves out 0: the district's figures say something else.
    public var isClear: Bool { interval.map { !$0.contains(0) } ?? false }

    /// The difference of independent samples, by Welch's degrees of freedom.
    init(_ study: Estimate, _ district: Estimate) {
      value = study.mean - district.mean
      guard let a = study.standardError, let b = district.standardError, study.degreesOfFreedom > 0,
        district.degreesOfFreedom > 0, a * a + b * b > 0
      else { return }
      let (v, w) = (a * a, b * b)
      let freedom = (v + w) * (v + w) / (v * v / study.degreesOfFreedom + w * w / district.degreesOfFreedom)
      let half = StudentT(degreesOfFreedom: freedom).quantile(0.975) * (v + w).squareRoot()
      interval = (value - half)...(value + half)
    }
  }

  /// A community.
  public struct Community: Sendable {
    /// Its code.
    public var code: String
    /// Its name.
    public var name: String
    /// Its district's code.
    public var district: String
    /// Interviews to complete, by the plan.
    public var needed: Int
    /// Households to draw, by the plan.
    public var toDraw: Int
    /// Usable interviews.
    public var done: Int
    /// Sampled units in the plan, and those with an interview.
    public var units: (drawn: Int, reached: Int)
    /// Kish's effect of unequal weights, 1 + cv²; nil without answers.
    public var weightEffect: Double?
    /// What the study estimates.
    public var study: Estimate?
    /// What the district's own answers say.
    public var own: Estimate?

    /// The interviews among the households drawn so far by plan; nil without a plan.
    public var responseRate: Double? { toDraw > 0 ? Double(done) / Double(toDraw) : nil }
    /// The study less the district; nil unless both are there.
    public var difference: Difference? {
      guard let study, let own else { return nil }
      return Difference(study, own)
    }
  }

  /// The communities of the plan or with answers, by code.
  public var communities: [Community]
  /// Interviews by sampled unit, with the weights that follow from those that were completed.
  public var weights: [Weight]

  /// A sampled unit's weight.
  public struct Weight: Hashable, Sendable {
    /// The community's code.
    public var community: String
    /// The stratum.
    public var stratum: String
    /// The unit.
    public var psu: String
    /// Its households.
    public var households: Int
    /// The probability with which it was drawn.
    public var probability: Double
    /// Interviews completed in it.
    public var done: Int
    /// households / (probability × interviews): what an interview stands for; nil without one.
    public var weight: Double? { done > 0 && probability > 0 ? Double(households) / (probability * Double(done)) : nil }
  }
}
