import Findings
import Scoring
import Sheets
import Surveys
import Titles

/// The residents' half of all communities.
struct ResidentsHalf {
  /// The estimates in the order of the register.
  var estimates: [CommunitySatisfaction]
  /// What the standard errors know of the design.
  var design: RatingResult.SampleDesign
  /// The estimates by other answer maps.
  var otherMaps: [OtherMap]

  /// The estimates of all communities by another answer map.
  struct OtherMap: Sendable {
    /// The map.
    var map: AnswerMap
    /// The estimates in the order of the register.
    var estimates: [CommunitySatisfaction]
  }
}

extension Workbench {
  /// Reads the sample design and the responses, and estimates every community; nil after findings of severity error.
  func residents(
    _ city: inout CityFolder, _ standard: ScoringStandard, _ questionnaire: Questionnaire, _ roster: Roster,
    _ units: [UnitProfile], keepsCounts: Bool, _ maps: [AnswerMap], _ findings: inout [Finding]
  ) async -> ResidentsHalf? {
    let places = roster.places
    let measures = standard.trees.compactMap {
      SatisfactionMeasure(standard, $0, questionnaire, findings: &findings)
    }
    let frame = frame(&city, places, &findings)
    guard let files = city.responseFiles(&findings) else { return nil }
    var codes = ByteStringTable(capacity: roster.communities.count)
    for community in roster.communities {
      _ = Array(community.id.utf8).withUnsafeBufferPointer { codes.intern($0) }
    }
    var reading = ResponseReading(
      questionnaire: questionnaire, units: codes, maximumUnusable: standard.maximumUnusable)
    reading.register = city.register
    reading.mapping = city.mapping(&findings)
    let total = city.size(of: files.map(\.path))
    let read = await reading.read(files) { done in
      report(Progress(step: Bilingual("读取答卷", "reading responses"), done: done, total: total))
    }
    findings += read.findings
    for file in read.files {
      let tally = read.table.files.first { $0.name == file.name }
      city.add(file.name, sha256: file.sha256, bytes: file.bytes, rows: tally?.rows ?? 0, used: tally?.kept ?? 0)
    }
    guard measures.count == standard.trees.count, !findings.contains(where: { $0.severity == .error }) else {
      return nil
    }
    checkDesign(read.table, frame, roster, &findings)
    report(Progress(step: Bilingual("估计满意度", "estimating"), done: 0, total: 0))
    let estimator = SatisfactionEstimator(
      read.table, measures, measureOfUnit: units.map { standard.tree(ofVariant: $0.variant) ?? 0 }, frame: frame,
      keepsCounts: keepsCounts)
    let itemNames = questionnaire.questions.filter { $0.role == .item }.map(\.name)
    let estimates = await estimate(estimator, count: roster.communities.count).enumerated().map { place, estimate in
      estimate.rounded(
        standard.trees[standard.tree(ofVariant: units[place].variant) ?? 0], standard, itemNames: itemNames)
    }
    noteTooFewAnswers(estimates, read.table, standard.minimumValidAnswers, &city, &findings)
    noteItems(estimates, standard, questionnaire, units, &findings)
    var others: [ResidentsHalf.OtherMap] = []
    for map in maps {
      var other = standard
      other.scaleMap = map.scores
      let measures = other.trees.compactMap {
        SatisfactionMeasure(other, $0, questionnaire, findings: &findings)
      }
      guard measures.count == other.trees.count else { continue }
      let estimator = SatisfactionEstimator(
        read.table, measures, measureOfUnit: units.map { other.tree(ofVariant: $0.variant) ?? 0 }, frame: frame)
      others.append(
        ResidentsHalf.OtherMap(
          map: map,
          estimates: await estimate(estimator, count: roster.communities.count).enumerated().map { place, estimate in
            estimate.rounded(
              standard.trees[standard.tree(ofVariant: units[place].variant) ?? 0], standard, itemNames: itemNames)
          }))
    }
    return ResidentsHalf(
      estimates: estimates, design: frame?.hasClusters == true ? .twoStage : .withReplacement, otherMaps: others)
  }

  /// Estimates in ranges of communities, several at a time; the ranges do not change the result.
  private func estimate(_ estimator: SatisfactionEstimator, count: Int) async -> [CommunitySatisfaction] {
    let step = max(1, count / 32)
    return await withTaskGroup(of: (Int, [CommunitySatisfaction]).self) { group in
      for start in stride(from: 0, to: count, by: step) {
        group.addTask { (start, estimator.estimate(start..<min(count, start + step))) }
      }
      var parts: [Int: [CommunitySatisfaction]] = [:]
      for await (start, part) in group { parts[start] = part }
      return stride(from: 0, to: count, by: step).flatMap { parts[$0] ?? [] }
    }
  }

  private func frame(
    _ city: inout CityFolder, _ places: [String: Int], _ findings: inout [Finding]
  ) -> SampleFrame? {
    guard city.has("frame.csv") else {
      findings.append(Finding(.noFrame))
      return nil
    }
    let sheet = city.table("frame.csv", required: SampleFrame.frameColumns, &findings)
    var clusters: CSVSheet?
    if city.has("psu.csv") {
      clusters = city.table("psu.csv", required: SampleFrame.clusterColumns, &findings)
    } else {
      findings.append(Finding(.noClusterTable))
    }
    guard let sheet else { return nil }
    city.use("frame.csv", rows: sheet.rows.count)
    if let clusters { city.use("psu.csv", rows: clusters.rows.count) }
    return SampleFrame(frame: sheet, clusters: clusters, units: places, findings: &findings)
  }

  /// Every stratum of the responses must be in the frame, every sampling unit should be in its table.
  private func checkDesign(
    _ table: ResponseTable, _ frame: SampleFrame?, _ roster: Roster, _ findings: inout [Finding]
  ) {
    guard let frame, frame.hasClusters else { return }
    let sampled = table.cells.compactMap { cell in
      cell.cluster.map { SampledCluster(unit: Int(cell.unit), stratum: cell.stratum, cluster: $0) }
    }.sorted()
    var rest = sampled[...]
    while let first = rest.first {
      // The cells of one stratum, which differ in cluster and weight.
      let stratum = rest.prefix { $0.unit == first.unit && $0.stratum == first.stratum }
      rest = rest.dropFirst(stratum.count)
      var clusters: [String] = []
      for cell in stratum where cell.cluster != clusters.last { clusters.append(cell.cluster) }
      checkStratum(first, clusters, frame, roster.communities[first.unit].id, &findings)
    }
  }

  private func checkStratum(
    _ stratum: SampledCluster, _ clusters: [String], _ frame: SampleFrame, _ id: String, _ findings: inout [Finding]
  ) {
    guard let population = frame.populationClusters(unit: stratum.unit, stratum: stratum.stratum) else {
      findings.append(
        Finding(
          .stratumNotInFrame, at: Location(file: frame.file), found: stratum.stratum,
          details: [id, stratum.stratum, frame.file]))
      return
    }
    if Double(clusters.count) > population {
      findings.append(
        Finding(
          .moreClustersThanPopulation, at: Location(file: frame.file),
          details: [id, stratum.stratum, String(clusters.count), String(Int(population))]))
    }
    for cluster in clusters
    where frame.households(unit: stratum.unit, stratum: stratum.stratum, cluster: cluster) == nil {
      findings.append(
        Finding(
          .clusterNotInTable, at: Location(file: "psu.csv"), found: cluster, details: [id, stratum.stratum, cluster]))
    }
  }

  private struct SampledCluster: Comparable {
    var unit: Int
    var stratum: String
    var cluster: String

    static func < (a: SampledCluster, b: SampledCluster) -> Bool {
      if a.unit != b.unit { return a.unit < b.unit }
      return a.stratum == b.stratum ? a.cluster < b.cluster : a.stratum < b.stratum
    }
  }

  private func noteTooFewAnswers(
    _ estimates: [CommunitySatisfaction], _ table: ResponseTable, _ needed: Int, _ city: inout CityFolder,
    _ findings: inout [Finding]
  ) {
    for (row, valid) in estimates.flatMap(\.tooFew) {
      let origin = table.origin(of: row)
      let name = table.files[origin.file].name
      city.leaveOut(1, of: name)
      findings.append(
        Finding(
          .tooFewAnswers, at: Location(file: name, row: origin.row), found: String(valid),
          details: [String(valid), String(needed)]))
    }
  }

  /// Where items are added up, an item without a valid answer is 未评, and one with few is flagged; neither is scored in silence.
  private func noteItems(
    _ estimates: [CommunitySatisfaction], _ standard: ScoringStandard, _ questionnaire: Questionnaire,
    _ units: [UnitProfile], _ findings: inout [Finding]
  ) {
    guard standard.responseScore == .itemMeans else { return }
    let names = questionnaire.questions.filter { $0.role == .item }.map(\.name)
    let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (unit, estimate) in estimates.enumerated() where estimate.responses > 0 {
      let tree = standard.trees[standard.tree(ofVariant: units[unit].variant) ?? 0]
      for leaf in tree.leaves {
        guard case .surveyMean(let rule) = leaf.rule.kind, let item = places[leaf.indicator.item] else { continue }
        let count = estimate.items[item]?.count ?? 0
        if count == 0 {
          findings.append(
            Finding(
              .itemWithoutAnswers, severity: standard.missingReviews == .block ? .error : .warning,
              at: Location(file: "responses"), details: [units[unit].name, leaf.indicator.code]))
        } else if let least = rule.minimumAnswers, count < least {
          findings.append(
            Finding(
              .fewItemAnswers, at: Location(file: "responses"), found: String(count),
              details: [units[unit].name, leaf.indicator.code, String(count), String(least)]))
        }
      }
    }
  }
}
