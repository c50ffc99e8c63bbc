package import Statistics

/// The screening of submissions (答卷筛查): figures for every submission, interviewer and district, and what stands out.
///
/// Evidence beside its base rate, never a verdict: whoever stands out is looked at by people.
package struct SubmissionScreening: Sendable {
  /// The figures of one submission.
  package struct Figures: Sendable {
    /// The largest share of items answered as another submission of the group did; nil without a comparison.
    package var match: Double?
    /// That submission.
    package var partner: Int?
    /// The earlier submission that this one repeats.
    package var duplicateOf: Int?
    /// The first submission with the same answers to every item, if this one is later.
    package var sameAnswersAs: Int?
    /// How many items it answered.
    package var answered: Int
    /// The longest run of equal consecutive answers.
    package var longString: Int
    /// The standard deviation of its answers.
    package var variability: Double?
    /// The squared Mahalanobis distance with its p; nil for incomplete submissions and where it is undefined.
    package var mahalanobis: MahalanobisDistance?
    /// The correlation of its answers with the means of the others.
    package var personTotal: Double?
  }

  /// The submissions in the order of the files.
  package let records: [SubmissionRecord]
  /// The figures of each.
  package private(set) var figures: [Figures]
  /// What each stands out by, in the order of `ScreeningFlag`.
  package private(set) var flags: [Set<ScreeningFlag>]
  /// The interviewers, the most striking first; empty without a column of interviewers.
  package private(set) var interviewers: [InterviewerScreen]
  /// The matches within the groups.
  package let copies: NearCopies
  /// How much of the variance of the mean answer lies between interviewers; nil without or where it is undefined.
  package private(set) var correlation: ClusterCorrelation?
  /// The median duration in seconds; nil without durations.
  package let medianDuration: Double?
  /// Why the Mahalanobis distances are undefined, if they are.
  package private(set) var mahalanobisRefusal: StatisticsError?

  /// - Parameters:
  ///   - records: the submissions of all files.
  ///   - answersAreAll: the files hold nothing but identifiers and items.
  ///   - groups: for each submission a label; submissions of one label are compared.
  /// - Throws: `.emptySample` without a submission; `.tooFew` without an item; what `AnswerTable` throws.
  package init(
    _ records: [SubmissionRecord], answersAreAll: Bool, groups: [Int], rules: ScreeningRules
  ) throws(StatisticsError) {
    let table = try AnswerTable(records.map(\.answers))
    let duplicates = DuplicateSearch(records, answersAreAll: answersAreAll)
    copies = try NearCopies(table, groups: groups, rules: rules)
    var distances: [MahalanobisDistance?] = Array(repeating: nil, count: records.count)
    do { distances = try table.mahalanobisDistances() } catch { mahalanobisRefusal = error }
    let (strings, variability, totals) = (table.longStrings, table.responseVariability, table.personTotalCorrelations)
    var same: [Int: Int] = [:]
    for group in table.exactDuplicates { for row in group.dropFirst() { same[row] = group[0] } }
    self.records = records
    let copies = copies
    figures = records.indices.map { row in
      Figures(
        match: copies.maxima[row], partner: copies.partners[row], duplicateOf: duplicates.original[row],
        sameAnswersAs: same[row], answered: table.answered(row), longString: strings[row],
        variability: variability[row], mahalanobis: distances[row], personTotal: totals[row])
    }
    medianDuration = RobustScore.median(records.compactMap { $0.duration.map(Double.init) })
    let isStraight = records.indices.map { row in
      let answered = table.answered(row)
      return answered >= 3 && answered * 2 >= table.itemCount && variability[row] == 0
    }
    let isAlike = records.indices.map { row in
      !duplicates.isInvolved[row] && !isStraight[row] && copies.maxima[row].map { $0 >= rules.match - 1e-12 } ?? false
    }
    flags = Array(repeating: [], count: records.count)
    interviewers = []
    for row in records.indices {
      flags[row] = SubmissionScreening.flags(
        records[row], duplicates.flags[row], isStraight[row], medianDuration: medianDuration, rules)
    }
    let hasInterviewers = records.contains { $0.interviewer != nil }
    if hasInterviewers {
      let straight = flags.map { $0.contains(.straightline) }
      (interviewers, correlation) = InterviewerScreen.all(records, isAlike: isAlike, isStraight: straight, rules)
    }
    let near = try SubmissionScreening.nearDuplicates(table, isAlike: isAlike, records, groups, interviewers, rules)
    for row in near { flags[row].insert(.nearDuplicate) }
  }

  /// The submissions to flag as near duplicates.
  ///
  /// With three interviewers or more they are those of interviewers whose share of near copies stands out, for people agree
  /// often enough that high matches alone would point at a row in twenty; and the first of a chain, which the others may have
  /// been copied from, stays without a flag. With fewer every row whose match reaches the limit is flagged.
  private static func nearDuplicates(
    _ table: AnswerTable, isAlike: [Bool], _ records: [SubmissionRecord], _ groups: [Int],
    _ interviewers: [InterviewerScreen], _ rules: ScreeningRules
  ) throws(StatisticsError) -> Set<Int> {
    let alike = isAlike.indices.filter { isAlike[$0] }
    guard interviewers.count >= 3 else { return Set(alike) }
    var near: Set<Int> = []
    for screen in interviewers where screen.standsOutByMatches {
      let own = alike.filter { records[$0].interviewer == screen.name }
      guard !own.isEmpty else { continue }
      for (a, b, _) in PercentMatch.pairs(try table.selecting(own), atLeast: rules.match)
      where groups[own[a]] == groups[own[b]] {
        near.insert(own[b])
      }
    }
    return near
  }

  /// The flags that a submission's own figures decide.
  private static func flags(
    _ record: SubmissionRecord, _ duplicate: ScreeningFlag?, _ isStraight: Bool, medianDuration: Double?,
    _ rules: ScreeningRules
  ) -> Set<ScreeningFlag> {
    var flags: Set<ScreeningFlag> = []
    if let duplicate { flags.insert(duplicate) }
    if !record.impossible.isEmpty { flags.insert(.impossibleCode) }
    if record.hasBadTime { flags.insert(.badTime) }
    if record.hasBadWeight { flags.insert(.badWeight) }
    if record.isOfUnknownUnit { flags.insert(.unknownCommunity) }
    if let duration = record.duration, let medianDuration, Double(duration) < rules.speed * medianDuration {
      flags.insert(.speeder)
    }
    if isStraight {
      // Without durations the pattern alone decides; with them an honest row of equal answers took its time.
      let isShort = record.duration.map { Double($0) < rules.straightline * (medianDuration ?? 0) }
      if isShort ?? (medianDuration == nil) { flags.insert(.straightline) }
    }
    return flags
  }

  /// How many submissions have each flag, in the order of `ScreeningFlag`.
  package var counts: [(flag: ScreeningFlag, count: Int)] {
    ScreeningFlag.allCases.map { flag in (flag, flags.count { $0.contains(flag) }) }
  }
}
