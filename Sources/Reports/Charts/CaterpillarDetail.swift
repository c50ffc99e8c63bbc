import Findings

/// The communities around a district's quota line, each on a row with its name: those within the quota and those outside that
/// the data cannot tell apart from them, as far as they fit.
struct CaterpillarDetail {
  let district: RatingReport.District
  /// The district's place in the report, from 1, which makes the drawing's name unique.
  let number: Int
  let confidence: Double
  let nouns: ReportNouns
  let language: Language

  /// So many rows fill a page together with the overview.
  static let rowLimit = 48
  private static let width = 760.0
  private static let plotLeft = 300.0
  private static let plotRight = 620.0
  private static let top = 44.0
  private static let pitch = 13.5
  private static let gap = 15.0

  /// The indices of `district.plotted` that are shown: all of a small district; else those that the data cannot tell apart,
  /// a few beyond them and as many above as fit; and if they do not fit, as many on either side of the line.
  private var window: Range<Int> {
    let places = district.plotted
    if places.count <= 40 { return 0..<places.count }
    let line = places.lastIndex { $0.isInQuota != false }.map { $0 + 1 } ?? 0
    let firstOpen = places.firstIndex { $0.certainty == .open || $0.isPending } ?? line
    let lastOpen = places.lastIndex { $0.certainty == .open }.map { $0 + 1 } ?? line
    var end = min(places.count, max(line, lastOpen, 12) + 3)
    if end - min(firstOpen, line) > Self.rowLimit { end = min(end, line + Self.rowLimit / 2) }
    return max(0, end - Self.rowLimit)..<end
  }

  /// The drawing; nil if no community has a rank and a score.
  var chart: Chart? {
    let places = Array(district.plotted[window])
    guard let first = places.first, let last = places.last else { return nil }
    let values = places.compactMap(\.score).flatMap {
      [$0.value, $0.whisker?.lower, $0.whisker?.upper].compactMap(\.self)
    }
    let scale = LinearScale(holding: values, range: (Self.plotLeft, Self.plotRight))
    var bands: [Markup] = []
    var rows: [Markup] = []
    var y = Self.top
    for (index, place) in places.enumerated() {
      if index > 0, let words = boundary(places[index - 1], place) {
        rows += boundaryShapes(words, y)
        y += Self.gap
      }
      if index % 2 == 1 { bands.append(Stroke.rectangle(0, y - 6.25, Self.width, Self.pitch, Ink.band)) }
      rows += row(place, y, scale)
      y += Self.pitch
    }
    let ranks = "\(first.rank ?? 0)–\(last.rank ?? 0)"
    return Chart(
      name: "detail-\(number)",
      title: Bilingual(
        "\(district.name)：名额线上下的\(nouns.unit.chinese)（第 \(ranks) 名）",
        "\(district.name): the \(nouns.units) about the quota line (ranks \(ranks))")[
          language],
      description: Bilingual(
        "每行一个\(nouns.unit.chinese)：得分、\(ReportWords.interval(confidence).chinese)与入额概率。",
        "One \(nouns.unit.english) a row: score, \(ReportWords.interval(confidence).english), probability of being within the quota."
      )[language],
      width: Self.width, height: y + 24, shapes: bands + frame(scale, y) + rows)
  }

  private func frame(_ scale: LinearScale, _ bottom: Double) -> [Markup] {
    var shapes = [
      Stroke.text(ReportWords.rank[language], 28, 30, .end, fill: Ink.quiet),
      Stroke.text(ReportWords.heading(nouns.unit, language), 38, 30, fill: Ink.quiet),
      Stroke.text(
        ReportWords.score[language] + Bilingual("与 ", " with ")[language] + ReportWords.interval(confidence)[language],
        (Self.plotLeft + Self.plotRight) / 2, 14, .middle, fill: Ink.quiet),
      Stroke.text(Bilingual("得分", "Score")[language], 676, 30, .end, fill: Ink.quiet),
      Stroke.text(ReportWords.probabilityShort[language], Self.width - 4, 30, .end, fill: Ink.quiet),
    ]
    for tick in scale.ticks {
      shapes.append(Stroke.line(scale(tick), Self.top - 8, scale(tick), bottom, Ink.grid))
      shapes.append(Stroke.text(scale.label(tick), scale(tick), 30, .middle, fill: Ink.quiet))
      shapes.append(Stroke.text(scale.label(tick), scale(tick), bottom + 14, .middle, fill: Ink.quiet))
    }
    if let line = district.lineScore, scale.domain.contains(line) {
      shapes.append(Stroke.line(scale(line), Self.top - 8, scale(line), bottom, Ink.line, width: 1.2, dash: "6 3"))
    }
    return shapes
  }

  /// What stands between two rows on different sides of the line.
  private func boundary(_ above: RatingReport.Place, _ below: RatingReport.Place) -> String? {
    guard above.isInQuota != below.isInQuota else { return nil }
    if below.isInQuota == nil { return ReportWords.pending[language] }
    if above.isInQuota == nil { return ReportWords.outside[language] }
    return ReportWords.line[language] + " " + DisplayNumber.score(district.lineScore)
  }

  private func boundaryShapes(_ words: String, _ y: Double) -> [Markup] {
    let middle = y + Self.gap / 2 - 4
    return [
      Stroke.line(38 + TextMeasure.width(words, size: 11) + 6, middle, Self.width - 4, middle, Ink.line, dash: "6 3"),
      Stroke.text(words, 38, middle + 4, fill: Ink.line, isBold: true),
    ]
  }

  private func row(_ place: RatingReport.Place, _ y: Double, _ scale: LinearScale) -> [Markup] {
    guard let score = place.score else { return [] }
    let certainty = place.certainty ?? .clearlyOut
    let colour = Ink.certainty(certainty)
    let middle = y + 0.5
    var shapes: [Markup] = []
    shapes.append(Stroke.text("\(place.rank ?? 0)", 28, y + 4, .end, fill: Ink.quiet))
    shapes.append(
      Stroke.text(TextMeasure.fit(place.fullName, size: 11, limit: Self.plotLeft - 52), 38, y + 4))
    if let (lower, upper) = score.whisker {
      shapes.append(Stroke.line(scale(lower), middle, scale(upper), middle, colour, width: 1.3))
    }
    shapes.append(
      PointMark.shape(certainty, [PointMark.path(certainty, scale(score.value), middle, 3.6)], radius: 3.6))
    shapes.append(Stroke.text(DisplayNumber.score(score.value), 676, y + 4, .end))
    shapes.append(
      Stroke.text(DisplayNumber.probability(place.probability), Self.width - 4, y + 4, .end, fill: colour))
    return shapes
  }
}
