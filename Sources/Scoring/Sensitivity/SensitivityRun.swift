import Dispatch
import Foundation
import Statistics

/// Evaluates variants of a study on all processors; what comes out does not depend on how many there are.
struct SensitivityRun: Sendable {
  /// The outcome of one variant in a few figures.
  struct Outcome: Sendable {
    /// The mean of |rank − nominal rank| over the units that have both.
    var meanShift = 0.0
    /// Titles that go to other units than in the nominal result.
    var titleChanges = 0.0
  }

  /// The ranks and titles of one result.
  struct Ranking: Sendable {
    /// The rank of each unit in its group; 0 for none.
    var ranks: [Int32]
    /// The share of each unit in a title.
    var titles: [Double]
    /// The score of each unit; nil where there is none.
    var scores: [Double?]
  }

  let study: SensitivityStudy
  let builder: VariantBuilder
  let scorer: VariantScorer
  let sorter: RankSorter
  let nominal: Ranking
  /// The scores of the top's children in the nominal result.
  let nominalParts: [[Double?]]
  /// The top's weighted mean in the nominal result, before its finish.
  let nominalTop: [Double?]

  init(_ study: SensitivityStudy, seed: UInt64) throws(SensitivityFault) {
    self.study = study
    var builder = try VariantBuilder(study, seed: seed)
    scorer = VariantScorer(study.tree, recipe: study.recipe, units: study.units.count)
    sorter = RankSorter(
      groups: study.groups, places: study.places, isEligible: study.isEligible, tieOrder: study.tieOrder)
    var worker = Worker(study, scorer, sorter)
    if let part = study.partErrors?.node {
      let (variant, isEligible) = (builder.nominal, study.isEligible)
      builder.noteSpreads { table in
        worker.score(variant, table)
        let scores = zip(worker.column(part, table), isEligible).map { $1 ? $0 : nil }
        return pairwiseCovariance(scores, scores)?.squareRoot()
      }
    }
    self.builder = builder
    worker.score(builder.nominal, builder.nominalTable)
    nominalTop = worker.column(study.tree.top, builder.nominalTable)
    nominalParts = study.tree.nodes[study.tree.top].children.map { worker.column($0, builder.nominalTable) }
    nominal = worker.ranking(builder.nominal, builder.nominalTable)
    guard nominal.ranks.count(where: { $0 > 0 }) >= 2 else { throw .noScores }
  }

  /// Compares a worker's ranking with the nominal one.
  func outcome(_ ranks: [Int32], _ titles: [Double]) -> Outcome {
    var (shift, count, moved) = (0, 0, 0.0)
    for unit in ranks.indices {
      moved += abs(titles[unit] - nominal.titles[unit])
      guard ranks[unit] > 0, nominal.ranks[unit] > 0 else { continue }
      shift += Int(abs(ranks[unit] - nominal.ranks[unit]))
      count += 1
    }
    return Outcome(meanShift: count > 0 ? Double(shift) / Double(count) : 0, titleChanges: moved / 2)
  }

  /// Evaluates variants; `keeping` of the first ones keep their ranks.
  func evaluate(
    _ variants: Int, keeping: Int, _ settings: @Sendable (Int) -> [FactorSetting]
  ) -> (outcomes: [Outcome], ranks: [Int32], titles: [Double]) {
    // Chunks are of one size whatever the machine, and their sums are added in their order.
    let chunk = 16
    let chunks = (variants + chunk - 1) / chunk
    let units = study.units.count
    var outcomes = [Outcome](repeating: Outcome(), count: variants)
    var ranks = [Int32](repeating: 0, count: keeping * units)
    var sums = [Double](repeating: 0, count: chunks * units)
    outcomes.withUnsafeMutableBufferPointer { outcomes in
      ranks.withUnsafeMutableBufferPointer { ranks in
        sums.withUnsafeMutableBufferPointer { sums in
          // Each iteration writes only the elements of its own chunk, so the three buffers need no lock.
          nonisolated(unsafe) let (outcomes, ranks, sums) = (outcomes, ranks, sums)
          DispatchQueue.concurrentPerform(iterations: chunks) { index in
            var worker = Worker(study, scorer, sorter)
            for variant in (index * chunk)..<min(variants, (index + 1) * chunk) {
              builder.build(settings(variant)) { method, table in worker.take(method, table) }
              outcomes[variant] = outcome(worker.ranks, worker.titles)
              guard variant < keeping else { continue }
              for unit in 0..<units {
                ranks[variant * units + unit] = worker.ranks[unit]
                sums[index * units + unit] += worker.titles[unit]
              }
            }
          }
        }
      }
    }
    var titles = [Double](repeating: 0, count: units)
    for index in 0..<chunks { for unit in 0..<units { titles[unit] += sums[index * units + unit] } }
    return (outcomes, ranks, titles)
  }
}
