import Findings
import Reports
import Scoring
import Statistics
import Surveys

/// A screening as JSON, table and CSV.
struct ScreenReport {
  let result: SubmissionScreening
  let items: [String]
  let digits: [String]
  let districts: [DistrictComparison]?
  let evidence: EvidenceScreen?
  let reviews: ReviewScreen?
  let group: ComparisonGroup
  let missing: MissingComparison
  let rules: ScreeningRules
  let language: Language

  /// What every reader must know.
  static let interpretation = Bilingual(
    "线索而非结论：标记只说明值得复核，须与基准率对照；程序不剔除任何答卷。",
    "Evidence, not a verdict: a flag is a reason to look, beside its base rate; no submission is removed.")

  /// What has no value, and why.
  func findings(_ hasInterviewers: Bool) -> [Finding] {
    var findings: [Finding] = []
    if let refusal = result.mahalanobisRefusal {
      findings.append(Finding(.numberUndefined, details: ["mahalanobis_squared", refusal.refusal(language)]))
    }
    if result.copies.baseRate == nil { findings.append(Finding(.baseRateNotAsked)) }
    if result.copies.comparedAboveLimitOnly > 0 {
      findings.append(
        Finding(
          .lowMatchesOmitted,
          details: [String(result.copies.comparedAboveLimitOnly), NumericCells.text(rules.match)]))
    }
    if hasInterviewers, result.interviewers.count < 3 {
      findings.append(Finding(.interviewersTooFew, details: [String(result.interviewers.count)]))
    }
    if hasInterviewers, result.correlation == nil {
      let reason = Bilingual("访问员或答卷太少，或没有差异", "too few interviewers or submissions, or no variation")
      findings.append(Finding(.numberUndefined, details: ["interviewer_correlation", reason[language]]))
    }
    for district in districts ?? [] where district.p == nil {
      let reason = Bilingual("共同的社区太少", "too few communities in both samples")
      findings.append(
        Finding(.numberUndefined, details: ["district_inflation \(district.district)", reason[language]]))
    }
    return findings
  }

  var json: [String: JSONValue] {
    [
      "interpretation": .string(ScreenReport.interpretation[language]),
      "items": .array(items.map { .string($0) }),
      "submissions": .array(result.records.indices.map(submission)),
      "interviewers": .array(result.interviewers.enumerated().map { interviewer($1, rank: $0 + 1) }),
      "districts": .array((districts ?? []).map(district)),
      "evidence": .array((evidence?.pieces ?? []).map(piece)),
      "raters": .array((reviews?.raters ?? []).map(rater)),
      "missing_reviews": .array((reviews?.gaps ?? []).map(gap)),
      "base_rates": .object(baseRates),
      "thresholds": [
        "match": .number(rules.match), "speed": .number(rules.speed), "straightline": .number(rules.straightline),
        "outlier": .number(rules.outlier), "significance": .number(rules.significance),
        "inflation": .number(rules.inflation), "missing": .string(missing.rawValue),
        "within": .string(group.rawValue),
      ],
    ]
  }

  /// The flags of a submission in the order of the contract.
  func flags(_ set: Set<ScreeningFlag>) -> [String] { ScreeningFlag.allCases.filter(set.contains).map(\.rawValue) }

  /// How a submission is called: by its identifier, or by its place.
  func name(_ row: Int) -> String {
    result.records[row].id ?? "\(result.records[row].file):\(result.records[row].row)"
  }

  private func submission(_ row: Int) -> JSONValue {
    let (record, figures) = (result.records[row], result.figures[row])
    func other(_ row: Int?) -> JSONValue { .optional(row.map(name)) }
    return [
      "id": .optional(record.id), "row": .integer(record.row), "file": .string(record.file),
      "interviewer": .optional(record.interviewer), "unit": .optional(record.unit),
      "flags": .array(flags(result.flags[row]).map { .string($0) }),
      "figures": [
        "maximum_percent_match": .optional(figures.match), "match_with": other(figures.partner),
        "match_with_row": .optional(figures.partner.map { result.records[$0].row }),
        "duplicate_of": other(figures.duplicateOf),
        "duplicate_of_row": .optional(figures.duplicateOf.map { result.records[$0].row }),
        "same_answers_as": other(figures.sameAnswersAs), "answered": .integer(figures.answered),
        "complete": .bool(figures.answered == items.count), "long_string": .integer(figures.longString),
        "response_variability": .optional(figures.variability),
        "mahalanobis_squared": .optional(figures.mahalanobis?.squared),
        "mahalanobis_p": .optional(figures.mahalanobis?.p),
        "person_total_correlation": .optional(figures.personTotal), "duration_seconds": .optional(record.duration),
        "impossible_items": .array(record.impossible.map { .string($0) }),
      ],
    ]
  }

  private func interviewer(_ screen: InterviewerScreen, rank: Int) -> JSONValue {
    [
      "interviewer": .string(screen.name), "rank": .integer(rank), "submissions": .integer(screen.submissions),
      "flags": .array(flags(screen.flags).map { .string($0) }),
      "figures": [
        "high_match_share": .number(screen.matchShare), "high_match_score": .optional(screen.matchScore),
        "straightline_share": .number(screen.straightlineShare),
        "straightline_score": .optional(screen.straightlineScore),
        "median_duration_seconds": .optional(screen.medianDuration),
        "intraclass_share": .optional(screen.correlationShare),
        "last_digits": .array(
          screen.digits.map { test in
            [
              "column": .string(digits[test.column]), "chi_square": .number(test.chiSquare), "p": .number(test.p),
              "share_0_5": .number(test.heaped),
            ]
          }),
      ],
    ]
  }

  private func district(_ district: DistrictComparison) -> JSONValue {
    [
      "district": .string(district.district), "communities": .integer(district.communities),
      "flags": district.isInflated ? [.string(ScreeningFlag.districtInflation.rawValue)] : [],
      "figures": [
        "difference": .optional(district.difference), "standard_error": .optional(district.standardError),
        "p": .optional(district.p),
      ],
    ]
  }

  private var baseRates: [String: JSONValue] {
    let base = result.copies.baseRate
    let known = result.copies.maxima.compactMap { $0 }
    let observed = known.isEmpty ? nil : Double(known.count { $0 >= rules.match - 1e-12 }) / Double(known.count)
    let shares = result.interviewers.map(\.matchShare).sorted()
    return [
      "near_duplicate": [
        "threshold": .number(rules.match), "compared": .integer(known.count), "observed": .optional(observed),
        "expected": .optional(base?.expected), "spread": .optional(base?.spread), "p": .optional(base?.p),
        "permutations": .integer(base?.replications ?? 0), "seed": .string(String(rules.seed)),
      ],
      "interviewer_high_match_share": [
        "median": .optional(shares.isEmpty ? nil : shares[(shares.count - 1) / 2]), "maximum": .optional(shares.last),
      ],
      "interviewer_correlation": result.correlation.map { correlation in
        [
          "correlation": .number(correlation.correlation), "f": .number(correlation.f), "p": .number(correlation.p),
          "average_load": .number(correlation.averageSize), "interviewers": .integer(correlation.clusters),
        ]
      } ?? .null,
      "median_duration_seconds": .optional(result.medianDuration),
      "flagged": .object(
        Dictionary(
          uniqueKeysWithValues: result.counts.map { counts in
            (
              counts.flag.rawValue,
              [
                "count": .integer(counts.count),
                "share": .number(Double(counts.count) / Double(result.records.count)),
              ] as JSONValue
            )
          })),
    ]
  }
}
