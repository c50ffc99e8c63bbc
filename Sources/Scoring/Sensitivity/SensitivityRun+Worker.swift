import Foundation
import Statistics

extension SensitivityRun {
  /// The memory and steps of one thread.
  struct Worker {
    private let study: SensitivityStudy
    private let scorer: VariantScorer
    private let collapsed: CollapsedScorer
    private let sorter: RankSorter
    private let units: Int
    /// The scores of every group, after `score`.
    private var scratch: VariantScorer.Scratch
    /// The totals that are ranked, and which units have one.
    private var totals: [Double]
    private var mask: [Double]
    private var sums: [Double]
    private var memory: RankSorter.Memory
    /// The ranks of the last variant taken.
    private(set) var ranks: [Int32]
    /// The titles of the last variant taken.
    private(set) var titles: [Double]

    init(_ study: SensitivityStudy, _ scorer: VariantScorer, _ sorter: RankSorter) {
      self.study = study
      self.scorer = scorer
      self.sorter = sorter
      units = study.units.count
      collapsed = CollapsedScorer(study.tree, recipe: study.recipe, units: units)
      scratch = scorer.scratch()
      totals = Array(repeating: 0, count: units)
      mask = totals
      sums = totals
      memory = sorter.memory()
      ranks = Array(repeating: 0, count: units)
      titles = totals
    }

    /// Scores every node of a variant; `column` reads them.
    mutating func score(_ variant: MethodVariant, _ table: PreparedTable) { scorer.score(variant, table, &scratch) }

    /// Scores and ranks a variant; the ranks and titles stand in the worker afterwards.
    mutating func take(_ variant: MethodVariant, _ table: PreparedTable) {
      if !collapse(variant, table) {
        scorer.score(variant, table, &scratch)
        copyTop()
      }
      draw(variant, table)
      finish()
      totals.withUnsafeBufferPointer { totals in
        mask.withUnsafeBufferPointer { mask in
          guard let totals = totals.baseAddress else { return }
          sorter.rank(totals, mask.baseAddress, ranks: &ranks, titles: &titles, memory: &memory)
        }
      }
    }

    /// The quick way to the totals; a rank needs no exponential, a finish or a draw does.
    private mutating func collapse(_ variant: MethodVariant, _ table: PreparedTable) -> Bool {
      let isDone = totals.withUnsafeMutableBufferPointer { totals in
        mask.withUnsafeMutableBufferPointer { mask in
          guard let totals = totals.baseAddress, let mask = mask.baseAddress else { return false }
          return collapsed.score(variant, table, scores: totals, mask: mask, sums: &sums)
        }
      }
      guard isDone else { return false }
      if variant.aggregations.first == .geometric, study.finish != nil || variant.sampling != nil {
        for unit in 0..<units { totals[unit] = exp(totals[unit]) }
      }
      return true
    }

    private mutating func copyTop() {
      let top = scratch.hasGaps.count - 1
      for unit in 0..<units {
        totals[unit] = scratch.scores[top * units + unit]
        mask[unit] = scratch.hasGaps[top] ? scratch.mask[top * units + unit] : 1
      }
    }

    /// Adds the sampling error of the part that has one, by the part's share in the top and the spread of its scores.
    private mutating func draw(_ variant: MethodVariant, _ table: PreparedTable) {
      guard var stream = variant.sampling, let part = study.partErrors else { return }
      let children = study.tree.nodes[study.tree.top].children
      let whole = children.reduce(0) { $0 + variant.weights[$1] }
      let share = whole > 0 ? variant.weights[part.node] / whole : 0
      for unit in 0..<units where part.errors[unit] > 0 && part.degreesOfFreedom[unit] > 0 {
        let error = stream.student(degreesOfFreedom: part.degreesOfFreedom[unit]) * part.errors[unit]
        totals[unit] += share * table.spread * error
      }
    }

    private mutating func finish() {
      guard let finish = study.finish else { return }
      for unit in 0..<units where mask[unit] != 0 { totals[unit] = finish.total(totals[unit], unit) }
    }

    /// The ranking of a variant as a value.
    mutating func ranking(_ variant: MethodVariant, _ table: PreparedTable) -> Ranking {
      take(variant, table)
      // The quick way leaves logarithms where nothing needs the scores themselves; here they are wanted.
      scorer.score(variant, table, &scratch)
      copyTop()
      finish()
      return Ranking(ranks: ranks, titles: titles, scores: (0..<units).map { mask[$0] == 0 ? nil : totals[$0] })
    }

    /// The scores of one node, before any finish, after a variant was scored.
    func column(_ node: Int, _ table: PreparedTable) -> [Double?] {
      if let leaf = study.tree.leaves.firstIndex(of: node) {
        return (0..<units).map { unit in
          table.mask.isEmpty || table.mask[leaf * units + unit] == 1 ? table.values[leaf * units + unit] : nil
        }
      }
      guard let group = study.tree.groups.firstIndex(of: node) else { return [] }
      return (0..<units).map { unit in
        if scratch.hasGaps[group] && scratch.mask[group * units + unit] == 0 { return nil }
        let score = scratch.scores[group * units + unit]
        return scratch.isLogarithm[group] ? exp(score) : score
      }
    }
  }
}
