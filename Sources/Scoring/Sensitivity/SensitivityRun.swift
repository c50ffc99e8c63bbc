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
  /// The scores of the top's children and of the top in the nominal result.
  let nominalParts: [[Double?]]

  init(_ study: SensitivityStudy, seed: UInt64) throws(SensitivityFault) {
    self.study = study
    let builder = try VariantBuilder(study, seed: seed)
    self.builder = builder
    scorer = VariantScorer(study.tree, recipe: study.recipe, units: study.units.count)
    sorter = RankSorter(groups: study.groups, places: study.places, isEligible: study.isEligible)
    var worker = Worker(scorer, sorter, units: study.units.count)
    nominal = worker.ranking(builder.nominal, builder.nominalTable)
    nominalParts = study.tree.nodes[study.tree.top].children.map { worker.column($0, study.tree, builder.nominalTable) }
    guard nominal.ranks.count(where: { $0 > 0 }) >= 2 else { throw .noScores }
  }

  /// The memory and steps of one thread.
  struct Worker {
    private let scorer: VariantScorer
    private let sorter: RankSorter
    private let units: Int
    private var scratch: VariantScorer.Scratch
    private var keys: [UInt64] = []
    var ranks: [Int32]
    var titles: [Double]

    init(_ scorer: VariantScorer, _ sorter: RankSorter, units: Int) {
      self.scorer = scorer
      self.sorter = sorter
      self.units = units
      scratch = scorer.scratch()
      ranks = Array(repeating: 0, count: units)
      titles = Array(repeating: 0, count: units)
    }

    /// Scores and ranks a variant; the ranks and titles stand in the worker afterwards.
    mutating func take(_ variant: MethodVariant, _ table: PreparedTable) {
      scorer.score(variant, table, &scratch)
      let last = scratch.hasGaps.count - 1
      let hasGaps = scratch.hasGaps[last]
      let (offset, count) = (last * units, units)
      scratch.scores.withUnsafeBufferPointer { scores in
        scratch.mask.withUnsafeBufferPointer { mask in
          guard let scores = scores.baseAddress, count > 0 else { return }
          sorter.rank(
            scores + offset, hasGaps ? mask.baseAddress.map { $0 + offset } : nil, ranks: &ranks, titles: &titles,
            keys: &keys)
        }
      }
    }

    /// The ranking of a variant as a value.
    mutating func ranking(_ variant: MethodVariant, _ table: PreparedTable) -> Ranking {
      take(variant, table)
      let last = scratch.hasGaps.count - 1
      let scores = (0..<units).map { unit -> Double? in
        scratch.hasGaps[last] && scratch.mask[last * units + unit] == 0 ? nil : scratch.scores[last * units + unit]
      }
      return Ranking(ranks: ranks, titles: titles, scores: scores)
    }

    /// The scores of one node after a variant was taken.
    func column(_ node: Int, _ tree: CompositeTree, _ table: PreparedTable) -> [Double?] {
      if let leaf = tree.leaves.firstIndex(of: node) {
        return (0..<units).map { unit in
          table.mask.isEmpty || table.mask[leaf * units + unit] == 1 ? table.values[leaf * units + unit] : nil
        }
      }
      guard let group = tree.groups.firstIndex(of: node) else { return [] }
      return (0..<units).map { unit in
        if scratch.hasGaps[group] && scratch.mask[group * units + unit] == 0 { return nil }
        let score = scratch.scores[group * units + unit]
        return scratch.isLogarithm[group] ? exp(score) : score
      }
    }
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
            var worker = Worker(scorer, sorter, units: units)
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
