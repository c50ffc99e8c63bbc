/// The Fay–Herriot area model (区域水平模型): direct estimates of small areas, drawn towards a regression on covariates.
///
///     yᵢ = xᵢβ + uᵢ + eᵢ      var(uᵢ) = A, var(eᵢ) = ψᵢ known
///     predictor  γᵢyᵢ + (1 − γᵢ)xᵢβ̂      γᵢ = Â/(Â + ψᵢ)
///
/// The empirical best linear unbiased predictor (EBLUP) is a diagnostic beside the direct estimate, never in its place: it
/// has a smaller mean squared error on average, but is biased for the single area. A model variance of 0 is a result: the
/// areas differ no more than their sampling errors, and every predictor is the regression itself.
///
/// - SeeAlso: Fay and Herriot (1979), doi:10.1080/01621459.1979.10482505; Prasad and Rao (1990),
///   doi:10.1080/01621459.1990.10475320; Datta and Lahiri (2000); Datta, Rao and Smith (2005), doi:10.1093/biomet/92.1.183;
///   Rao and Molina (2015), Small Area Estimation, ch. 6.
public struct FayHerriot: Sendable {
  /// How the model variance A is estimated.
  public enum Method: String, Sendable, CaseIterable {
    /// Restricted maximum likelihood: takes account of the coefficients estimated.
    case reml
    /// Maximum likelihood.
    case ml
    /// The moment equation Σ (yᵢ − xᵢβ)²/(A + ψᵢ) = m − p of Fay and Herriot, the same as Paule and Mandel's.
    case fayHerriot = "fay-herriot"
  }

  /// One area's direct estimate and covariates.
  public struct Area: Hashable, Sendable {
    /// The direct estimate and its sampling variance, above 0; nil for an area without a sample.
    public let direct: Direct?
    /// The covariates, without the intercept.
    public let covariates: [Double]

    /// An area.
    public init(direct: Direct?, covariates: [Double] = []) {
      self.direct = direct
      self.covariates = covariates
    }
  }

  /// A direct estimate.
  public struct Direct: Hashable, Sendable {
    /// The estimate.
    public let estimate: Double
    /// Its sampling variance, taken as known.
    public let variance: Double

    /// A direct estimate.
    public init(estimate: Double, variance: Double) {
      self.estimate = estimate
      self.variance = variance
    }
  }

  /// What the model says of one area.
  public struct Prediction: Hashable, Sendable {
    /// The EBLUP; the synthetic value for an area without a sample.
    public let eblup: Double
    /// The regression alone, xᵢβ̂.
    public let synthetic: Double
    /// The weight γ of the direct estimate, from 0 to 1; 0 without a sample.
    public let gamma: Double
    /// The mean squared error to second order; for an area without a sample Â + xᵢ(XᵀWX)⁻¹xᵢᵀ.
    public let meanSquaredError: Double
  }

  /// One for each area, in their order.
  public let predictions: [Prediction]
  /// The model variance Â, at least 0.
  public let modelVariance: Double
  /// The coefficients: intercept, then the covariates in their order.
  public let coefficients: [Double]
  /// The standard errors of the coefficients, with Â taken as known.
  public let coefficientErrors: [Double]
  /// How A was estimated.
  public let method: Method

  /// Fits the model with an intercept.
  ///
  /// - Parameters:
  ///   - areas: the areas; those without a direct estimate take no part in the fit and get the synthetic value.
  ///   - method: how to estimate A.
  /// - Throws: `.tooFew` with fewer than two sampled areas more than coefficients; `.invalidArgument` if covariates differ in
  ///   number, a variance is not above 0 or a number is beyond 1e100; `.notFinite`; `.singular` if covariates are collinear; `.notConverged` if the
  ///   model variance is not found to 1e-12.
  public init(_ areas: [Area], method: Method = .reml) throws(StatisticsError) {
    let width = 1 + (areas.first?.covariates.count ?? 0)
    for (index, area) in areas.enumerated() {
      guard area.covariates.count == width - 1 else {
        throw .invalidArgument("area \(index + 1) has \(area.covariates.count) covariates instead of \(width - 1)")
      }
      guard area.covariates.allSatisfy(\.isFinite) else { throw .notFinite("covariates of area \(index + 1)") }
      guard let direct = area.direct else { continue }
      guard direct.estimate.isFinite, direct.variance.isFinite else { throw .notFinite("area \(index + 1)") }
      guard direct.variance > 0 else {
        throw .invalidArgument("the sampling variance of area \(index + 1) is not above 0")
      }
      // Beyond this the squares of the fit leave the range of `Double`.
      guard abs(direct.estimate) <= 1e100, (1e-100...1e100).contains(direct.variance) else {
        throw .invalidArgument("the estimate or variance of area \(index + 1) is beyond 1e100 or below 1e-100")
      }
    }
    let sampled = areas.filter { $0.direct != nil }
    guard sampled.count >= width + 2 else {
      throw .tooFew(what: "areas with a direct estimate", needed: width + 2, found: sampled.count)
    }
    let columns = try OrthonormalColumns(sampled.map { [1] + $0.covariates })
    let model = AreaModel(
      rows: columns.rows, values: sampled.compactMap(\.direct?.estimate),
      variances: sampled.compactMap(\.direct?.variance))
    let variance = try model.modelVariance(method)
    let fit = try model.fit(variance)
    let error = model.errorTerms(variance, fit, method)
    predictions = areas.map { area in
      let row = columns.row([1] + area.covariates)
      let synthetic = zip(row, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      guard let direct = area.direct else {
        return Prediction(
          eblup: synthetic, synthetic: synthetic, gamma: 0, meanSquaredError: variance + fit.spread(row))
      }
      let gamma = variance / (variance + direct.variance)
      return Prediction(
        eblup: gamma * direct.estimate + (1 - gamma) * synthetic, synthetic: synthetic, gamma: gamma,
        meanSquaredError: error.meanSquaredError(direct.variance, spread: fit.spread(row)))
    }
    modelVariance = variance
    coefficients = columns.coefficients(fit.coefficients)
    coefficientErrors = columns.variances(fit.inverse).map { max(0, $0).squareRoot() }
    self.method = method
  }
}
