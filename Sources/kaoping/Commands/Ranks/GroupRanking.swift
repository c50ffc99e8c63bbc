import Findings
import Statistics

/// Everything that `kaoping ranks` says of one group of units with estimates.
struct GroupRanking {
  let name: String?
  let units: [String]
  let ranked: RankedEstimates
  let ranks: [CompetitionRank]
  let expectedRanks: [Double]
  let sets: RankConfidenceSets
  let holm: ExactRankBounds
  let bonferroni: ExactRankBounds
  let best: Int?
  let probabilities: [Double]?
  let probabilityErrors: [Double]?
  let line: QuotaLine?
  let comparisons: [LineComparison]
  let pairs: [PairwiseComparison]

  /// Computes; findings get what the data do not allow.
  init?(
    _ group: RankingTable.Group, covariance: CovarianceTable?, file: String, options: RankingOptions, replications: Int,
    _ findings: inout [Finding]
  ) {
    name = group.name
    units = group.entries.map(\.unit)
    let values = group.entries.map(\.value)
    let matrix = covariance?.matrix(of: group.entries.map(\.unit), &findings)
    if covariance != nil && matrix == nil { return nil }
    if let line = options.line, line >= values.count {
      findings.append(
        Finding(
          .lineOutside, at: Location(file: file), found: group.name, details: [String(line), String(values.count)]))
      return nil
    }
    do throws(StatisticsError) {
      if let matrix {
        ranked = try RankedEstimates(values, covariance: matrix)
      } else {
        ranked = try RankedEstimates(
          values, standardErrors: group.entries.map(\.standardError),
          degreesOfFreedom: group.entries.map(\.degreesOfFreedom))
      }
      let error = 1 - options.level
      sets = try RankConfidenceSets(
        ranked, level: options.level, stepdown: !options.singleStep, replications: replications, seed: options.seed)
      holm = ExactRankBounds(ranked, level: error)
      bonferroni = ExactRankBounds(ranked, level: error, adjustment: .bonferroni)
      best = options.best ?? options.line
      let simulated = (options.probability ?? (matrix == nil ? .exact : .simulation)) == .simulation
      if let best, simulated {
        let simulation = try SimulatedBest(ranked, best: best, replications: replications, seed: options.seed)
        probabilities = simulation.probabilities
        probabilityErrors = simulation.monteCarloErrors
      } else if let best {
        probabilities = try probabilitiesInBest(ranked.distributions, best: best)
        probabilityErrors = nil
      } else {
        (probabilities, probabilityErrors) = (nil, nil)
      }
      if let places = options.line {
        let line = try QuotaLine(ranked, places: places, level: error)
        self.line = line
        comparisons = try ranked.comparisons(
          withLine: line.lastIn,
          adjustedBy: options.adjust.adjustment(replications: replications, seed: options.seed))
      } else {
        (line, comparisons) = (nil, [])
      }
      expectedRanks = try ranked.expectedRanks()
      pairs = options.pairwise ? try ranked.pairwiseComparisons(replications: replications, seed: options.seed) : []
    } catch {
      let code: FindingCode = covariance == nil ? .methodFailed : .covarianceImpossible
      findings.append(
        Finding(code, at: Location(file: covariance?.file ?? file), found: group.name, details: [error.description]))
      return nil
    }
    ranks = ranked.ranks
    if let line, !line.tied.isEmpty {
      findings.append(
        Finding(
          .tieAtLine, at: Location(file: file), found: group.name,
          details: [String(line.places), line.tied.map { group.entries[$0].unit }.joined(separator: ", ")]))
    }
    guard let matrix else { return }
    for (index, entry) in group.entries.enumerated() where entry.standardError > 0 {
      let variance = entry.standardError * entry.standardError
      if abs(variance - matrix[index][index]) > 1e-6 * max(variance, matrix[index][index]) {
        findings.append(Finding(.covarianceDiffers, at: Location(file: file, row: entry.row), details: [entry.unit]))
      }
    }
  }
}

extension LineMethod {
  /// The room's adjustment.
  func adjustment(replications: Int, seed: UInt64) -> LineAdjustment {
    switch self {
    case .holm: .values(.holm)
    case .hochberg: .values(.hochberg)
    case .benjaminiHochberg: .values(.benjaminiHochberg)
    case .benjaminiYekutieli: .values(.benjaminiYekutieli)
    case .bonferroni: .values(.bonferroni)
    case .dunnett: .dunnett(replications: replications, seed: seed)
    }
  }
}
