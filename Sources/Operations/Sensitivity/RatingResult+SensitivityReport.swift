import Findings
package import Reports
import Scoring
import Titles

extension RatingResult {
  /// An analysis of this result as the report shows it.
  package func sensitivityReport(_ analysis: SensitivityAnalysis) -> RatingReport.Sensitivity {
    let result = analysis.result
    var report = RatingReport.Sensitivity(
      variants: result.variants, isExact: result.isExact, seed: result.seed, meanShift: result.meanShift,
      titleChanges: result.titleChanges, unchanged: result.unchanged)
    report.choices = analysis.study.factors.enumerated().map { place, factor in
      let index = (result.titleIndices ?? result.shiftIndices)?.indices?[place]
      return RatingReport.Sensitivity.Choice(
        name: analysis.words(factor), alternatives: analysis.study.alternatives(factor), first: index?.first,
        total: index?.total, totalInterval: index?.totalInterval)
    }
    let top = analysis.stability.first { $0.name == "top" }
    report.halves = result.parts.enumerated().map { place, part in
      let range = top?.found.ranges[place]
      return RatingReport.Sensitivity.Half(
        name: analysis.names[part.node], nominal: part.nominal, effective: part.effective,
        deviation: part.standardDeviation, unchangedWithin: range.map { ($0.lower ?? 0)...($0.upper ?? 1) })
    }
    report.districts = roster.districts.indices.filter { quotas.seats[$0] > 0 }.map { standing($0, result) }
    report.contested = contested(result)
    report.omissions = result.omissions
      .filter { analysis.study.tree.nodes[$0.node].level < 3 && $0.meanShift > 0 }
      .sorted { ($1.enters.count, $1.meanShift, $0.node) < ($0.enters.count, $0.meanShift, $1.node) }.prefix(12)
      .map { omission in
        RatingReport.Sensitivity.Omission(
          code: analysis.standardCode(omission.node), name: analysis.names[omission.node],
          meanShift: omission.meanShift, enters: omission.enters.count, leaves: omission.leaves.count)
      }
    report.smallestChanges = analysis.stability.compactMap { sentence($0, analysis) }
    return report
  }

  private func standing(_ district: Int, _ result: SensitivityResult) -> RatingReport.Sensitivity.District {
    let members = roster.members[district].filter { communities[$0].outcome != nil }
    let within = members.filter { communities[$0].outcome?.isInQuota == true }.map { result.units[$0].titleShare }
    let outside = members.filter { communities[$0].outcome?.isInQuota == false }.map { result.units[$0].titleShare }
    return RatingReport.Sensitivity.District(
      name: roster.districts[district].name, seats: quotas.seats[district], firm: within.count { $0 >= 0.95 },
      likely: within.count { $0 >= 0.5 && $0 < 0.95 }, weak: within.count { $0 < 0.5 },
      challengers: outside.count { $0 >= 0.05 })
  }

  private func contested(_ result: SensitivityResult) -> [RatingReport.Sensitivity.Unit] {
    rankings.indices.flatMap { district in
      rankings[district].outcomes.compactMap { outcome -> RatingReport.Sensitivity.Unit? in
        let unit = result.units[outcome.place]
        let isContested =
          outcome.isInQuota == true ? unit.titleShare < 0.95 : unit.titleShare >= 0.05
        guard isContested, quotas.seats[district] > 0 else { return nil }
        return RatingReport.Sensitivity.Unit(
          group: roster.districts[district].name, name: roster.communities[outcome.place].name, rank: outcome.rank,
          isInQuota: outcome.isInQuota, titleShare: unit.titleShare,
          ranks: unit.lower.flatMap { low in unit.upper.map { low...max(low, $0) } })
      }
    }
  }

  /// The least change of all weights of a set of nodes in one sentence; nil if no change brings anybody in.
  private func sentence(
    _ stability: SensitivityAnalysis.Stability, _ analysis: SensitivityAnalysis
  ) -> Bilingual? {
    guard let least = stability.found.least else { return nil }
    let shares = stability.found.ranges.map(\.share)
    let moves = stability.nodes.indices.filter { abs(least.weights[$0] - shares[$0]) > 1e-9 }
      .sorted { abs(least.weights[$0] - shares[$0]) > abs(least.weights[$1] - shares[$1]) }
    func change(_ place: Int, _ language: Language) -> String {
      let name = analysis.names[stability.nodes[place]][language]
      return
        "\(name) \(DisplayNumber.rounded(100 * shares[place], places: 2))% → \(DisplayNumber.rounded(100 * least.weights[place], places: 2))%"
    }
    let inside = roster.communities[least.pair.inside]
    let outside = roster.communities[least.pair.outside]
    let district = roster.districts[inside.district].name
    let mass = DisplayNumber.rounded(100 * least.mass, places: 2)
    let isTop = stability.name == "top"
    let chinese = moves.prefix(6).map { change($0, .chinese) }.joined(separator: "，")
    let english = moves.prefix(6).map { change($0, .english) }.joined(separator: ", ")
    return Bilingual(
      (isTop ? "两部分之间" : "各指标之间")
        + "至少要移动 \(mass)% 的权重，名单才会变：\(chinese)，则\(district)“\(outside.name)”与“\(inside.name)”持平。",
      "At least \(mass)% of the weight must move between the \(isTop ? "halves" : "indicators") before the list changes: "
        + "\(english) makes \(outside.name) level with \(inside.name) (\(district)).")
  }
}
