/// What a study wants to know, and what is expected of the field work.
public struct StudyParameters: Hashable, Sendable, Codable {
  /// How sampled units are drawn from a stratum.
  public enum Method: String, Hashable, Sendable, Codable, CaseIterable {
    /// With equal probabilities: what the rating's variance assumes.
    case simpleRandom = "srs"
    /// Proportional to the households, systematically in the order of the list.
    case proportional = "pps-systematic"
  }

  /// The half-width of a community's interval, in points of 100.
  public var margin: Double
  /// The confidence level.
  public var confidence: Double
  /// The expected standard deviation between residents, in points of 100.
  public var deviation: Double
  /// The expected correlation of answers from one sampled unit.
  public var intraclass: Double
  /// Interviews in each sampled unit.
  public var interviews: Int
  /// The share of those drawn who are expected to answer.
  public var responseRate: Double
  /// How units are drawn.
  public var method: Method
  /// The seed: the same frame, parameters and seed draw the same list.
  public var seed: UInt64

  /// Parameters; these are usual for satisfaction on a scale of five.
  public init(
    margin: Double = 5, confidence: Double = 0.95, deviation: Double = 20, intraclass: Double = 0.05,
    interviews: Int = 6, responseRate: Double = 0.8, method: Method = .simpleRandom, seed: UInt64 = 1
  ) {
    self.margin = margin
    self.confidence = confidence
    self.deviation = deviation
    self.intraclass = intraclass
    self.interviews = interviews
    self.responseRate = responseRate
    self.method = method
    self.seed = seed
  }
}
