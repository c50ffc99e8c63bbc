/// The cells of a stratified two-stage sample one after the other, with the bounds of their clusters and strata: laid out once and
/// filled with the moments of one variable after the other, each of which then has its `TwoStageMean`.
public struct TwoStageDesign: Sendable {
  /// All cells, in the order of the clusters and strata.
  public var cells: [TwoStageMean.Cell] = []

  private var clusters: [Cluster] = []
  private(set) var strata: [Stratum] = []

  /// A stratum of the clusters at some places.
  struct Stratum {
    var clusters: Range<Int>
    var populationClusters: Double?
  }

  private struct Cluster {
    var cells: Range<Int>
    var populationElements: Double?
    var isElementwise: Bool
  }

  /// A design without cells.
  public init() {}

  /// The cells of these strata.
  public init(_ strata: [TwoStageMean.Stratum]) {
    for stratum in strata {
      addStratum(populationClusters: stratum.populationClusters)
      for cluster in stratum.clusters {
        addCluster(populationElements: cluster.populationElements, isElementwise: cluster.isElementwise)
        for cell in cluster.cells { add(cell) }
      }
    }
  }

  /// Begins a stratum of so many clusters in the population; nil if their number is unknown.
  public mutating func addStratum(populationClusters: Double?) {
    strata.append(
      Stratum(clusters: clusters.count..<clusters.count, populationClusters: populationClusters))
  }

  /// Begins a cluster of the last stratum, of so many elements in the population; nil if their number is unknown.
  ///
  /// - Precondition: there is a stratum.
  public mutating func addCluster(populationElements: Double?, isElementwise: Bool) {
    clusters.append(
      Cluster(
        cells: cells.count..<cells.count, populationElements: populationElements, isElementwise: isElementwise))
    strata[strata.count - 1].clusters = strata[strata.count - 1].clusters.lowerBound..<clusters.count
  }

  /// Adds a cell to the last cluster.
  ///
  /// - Precondition: there is a cluster.
  public mutating func add(_ cell: TwoStageMean.Cell) {
    cells.append(cell)
    clusters[clusters.count - 1].cells = clusters[clusters.count - 1].cells.lowerBound..<cells.count
  }
}

extension TwoStageDesign {
  /// One stratum's share of the variance of a mean, and its number of clusters; the formula stands at `TwoStageMean`.
  func term(_ stratum: Stratum, mean: Double, total: Double) -> (Double, clusters: Int) {
    var count = 0
    var sum = 0.0
    for cluster in clusters[stratum.clusters] {
      count += cluster.isElementwise ? size(cluster) : 1
      sum += influence(cluster, mean, total)
    }
    guard count > 0 else { return (0, 1) }
    let n = Double(count)
    let centre = sum / n
    var between = 0.0
    var within = 0.0
    for cluster in clusters[stratum.clusters] {
      if cluster.isElementwise {
        between += squares(cluster, mean, total, around: centre)
        continue
      }
      let influence = influence(cluster, mean, total)
      let deviation = influence - centre
      between += deviation * deviation
      let m = Double(size(cluster))
      if let population = cluster.populationElements, m > 1 {
        let g = min(1, m / population)
        within += (1 - g) * m / (m - 1) * squares(cluster, mean, total, around: influence / m)
      }
    }
    let f = stratum.populationClusters.map { min(1, n / $0) } ?? 0
    return ((count > 1 ? (1 - f) * n / (n - 1) * between : 0) + f * within, count)
  }

  /// The elements of the sample in a cluster.
  private func size(_ cluster: Cluster) -> Int { cells[cluster.cells].reduce(0) { $0 + $1.size } }

  /// The sum of the influence values of a cluster's elements.
  private func influence(_ cluster: Cluster, _ mean: Double, _ total: Double) -> Double {
    cells[cluster.cells].reduce(0) { $0 + $1.weight * Double($1.count) * ($1.mean - mean) / total }
  }

  /// The sum of squared deviations of the elements' influence values from `centre`; elements outside the domain have 0.
  private func squares(_ cluster: Cluster, _ mean: Double, _ total: Double, around centre: Double) -> Double {
    var sum = 0.0
    for cell in cells[cluster.cells] {
      let scale = cell.weight / total
      if cell.count > 0 {
        let deviation = scale * (cell.mean - mean) - centre
        sum += scale * scale * cell.sumOfSquares + Double(cell.count) * deviation * deviation
      }
      sum += Double(cell.size - cell.count) * centre * centre
    }
    return sum
  }
}
