import Findings

/// The key to the marks, with how many communities each has.
enum CertaintyLegend {
  /// The key on one line, from `x` on the baseline `y`.
  static func shapes(
    _ places: [RatingReport.Place], _ language: Language, x: Double, y: Double
  ) -> [Markup] {
    var shapes: [Markup] = []
    var position = x
    for certainty in RatingReport.Certainty.allCases {
      let count = RatingReport.District.count(places, certainty)
      let words = "\(certainty.words[language]) \(count)"
      shapes.append(PointMark.shape(certainty, [PointMark.path(certainty, position + 4, y - 4, 3.4)], radius: 3.4))
      shapes.append(Stroke.text(words, position + 13, y, fill: Ink.quiet))
      position += 13 + TextMeasure.width(words, size: 11) + 16
    }
    return shapes
  }
}
