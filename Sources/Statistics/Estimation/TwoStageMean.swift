/// A weighted mean with its standard error from a stratified two-stage sample, computed from the moments of cells.
///
/// A cell is a set of elements of one cluster that share a weight; its count, mean and sum of squares are all that the
/// estimator needs, so that a million answers cost no more than their cells. The estimator is the linearised one:
///
///     m = Σ w y / W,    z_i = w_i (y_i − m) / W   (0 for an element outside the domain)
///     V = Σ_h [ (1 − f_h) n_h/(n_h − 1) Σ_c (Z_c − Z̄_h)²  +  f_h Σ_c (1 − g_c) m_c/(m_c − 1) Σ_i (z_i − z̄_c)² ]
///
/// with n_h clusters sampled of N_h (f_h = n_h/N_h) and m_c elements of M_c (g_c = m_c/M_c), both fractions at most 1. A term
/// with a single unit is 0; without a population size the correction is left out, which errs on the safe side.
///
/// - SeeAlso: Särndal, Swensson and Wretman (1992), results 4.3.1 and 5.5.1; Binder (1983), doi:10.2307/1402588.
public struct TwoStageMean: Hashable, Sendable {
  /// The weighted mean.
  public let mean: Double
  /// Its linearised standard error; nil if no stratum has two clusters, so that nothing can be said.
  public let standardError: Double?
  /// The design's degrees of freedom, clusters less strata.
  public let degreesOfFreedom: Int
  /// The elements in the domain.
  public let count: Int

  /// A stratum of clusters.
  public struct Stratum: Hashable, Sendable {
    /// Its clusters.
    public var clusters: [Cluster]
    /// The clusters of the population; nil if unknown.
    public var populationClusters: Double?
    /// A stratum of these clusters.
    public init(clusters: [Cluster], populationClusters: Double?) {
      self.clusters = clusters
      self.populationClusters = populationClusters
    }
  }

  /// A cluster of cells.
  public struct Cluster: Hashable, Sendable {
    /// Its cells.
    public var cells: [Cell]
    /// The elements of the cluster in the population; nil if unknown.
    public var populationElements: Double?
    /// Whether each element of the cells is a cluster of its own.
    public var isElementwise: Bool
    /// A cluster of these cells.
    public init(cells: [Cell], populationElements: Double?, isElementwise: Bool = false) {
      self.cells = cells
      self.populationElements = populationElements
      self.isElementwise = isElementwise
    }
  }

  /// Elements that share a cluster and a weight.
  public struct Cell: Hashable, Sendable {
    /// The weight of each element, above 0.
    public var weight: Double
    /// All elements of the sample.
    public var size: Int
    /// Those in the domain, which have a value.
    public var count: Int
    /// The mean of their values; 0 if there is none.
    public var mean: Double
    /// The sum of squared deviations from that mean.
    public var sumOfSquares: Double
    /// A cell of these moments.
    public init(weight: Double, size: Int, count: Int, mean: Double, sumOfSquares: Double) {
      self.weight = weight
      self.size = size
      self.count = count
      self.mean = mean
      self.sumOfSquares = sumOfSquares
    }
  }

  /// The mean over all strata; sums run in the order given.
  ///
  /// - Throws: `.emptySample` if no element has a value.
  /// - Complexity: O(cells).
  public init(_ strata: [Stratum]) throws(StatisticsError) { try self.init(TwoStageDesign(strata)) }

  /// The mean over all cells of a design; sums run in its order.
  ///
  /// - Throws: `.emptySample` if no element has a value.
  /// - Complexity: O(cells).
  public init(_ design: TwoStageDesign) throws(StatisticsError) {
    var total = 0.0
    var weighted = 0.0
    var count = 0
    for cell in design.cells where cell.count > 0 {
      let weight = cell.weight * Double(cell.count)
      total += weight
      weighted += weight * cell.mean
      count += cell.count
    }
    guard count > 0, total > 0 else { throw .emptySample }
    let mean = weighted / total
    var variance = 0.0
    var degrees = 0
    for stratum in design.strata {
      let (term, clusters) = design.term(stratum, mean: mean, total: total)
      variance += term
      degrees += clusters - 1
    }
    self.mean = mean
    self.count = count
    degreesOfFreedom = degrees
    standardError = degrees > 0 ? variance.squareRoot() : nil
  }
}
