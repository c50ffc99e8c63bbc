import Findings
import Reports
import Scoring

// What a screening says of the departments' half: evidence, raters and gaps.
extension ScreenReport {
  func piece(_ piece: EvidenceScreen.Piece) -> JSONValue {
    [
      "evidence_id": .string(piece.id), "row": .integer(piece.row), "community_id": .string(piece.community),
      "indicator": .string(piece.indicator), "flags": .array(piece.flags.map { .string($0.rawValue) }),
      "same_as": .optional(piece.sameAs),
    ]
  }

  func rater(_ rater: ReviewScreen.Rater) -> JSONValue {
    [
      "rater": .string(rater.name), "town": .optional(rater.town), "reviews": .integer(rater.reviews),
      "flags": rater.isLenient ? ["lenient_rater"] : [],
      "figures": [
        "full_marks_share": .number(rater.fullMarks), "mean_share": .number(rater.mean),
        "score": .optional(rater.score),
      ],
    ]
  }

  func gap(_ gap: ReviewScreen.Gap) -> JSONValue {
    ["department": .string(gap.department), "community_id": .string(gap.community), "flags": ["missing_review"]]
  }

  /// The departments' half for people; empty if the city has neither evidence nor reviews.
  var departmentTables: [String] {
    var parts: [String] = []
    if let evidence {
      var counts = TextTable(["佐证材料 evidence", "件 pieces"], [.left, .right])
      for flag in EvidenceScreen.Flag.allCases {
        let count = evidence.pieces.count { $0.flags.contains(flag) }
        if count > 0 { counts.append([flag.rawValue, String(count)]) }
      }
      counts.append(["全部 all", String(evidence.count)])
      parts.append(counts.text)
    }
    if let reviews {
      var raters = TextTable(
        [
          "评分单位 rater", "评分 reviews",
          "满分 full marks", "离群 score", "标记 flags",
        ], [.left, .right, .right, .right, .left])
      for rater in reviews.raters where rater.isLenient {
        raters.append([
          rater.name, String(rater.reviews), NumericCells.text(rater.fullMarks, 3), NumericCells.text(rater.score, 3),
          "lenient_rater",
        ])
      }
      if reviews.raters.contains(where: \.isLenient) { parts.append(raters.text) }
      if !reviews.gaps.isEmpty {
        var gaps = TextTable(
          ["未评 not reviewed by", "社区 community"], [.left, .left])
        for gap in reviews.gaps.prefix(30) { gaps.append([gap.department, gap.community]) }
        parts.append(gaps.text)
      }
    }
    return parts
  }
}
