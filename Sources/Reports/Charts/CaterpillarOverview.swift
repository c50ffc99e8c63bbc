import Findings

/// All communities of a district by rank with their intervals: a caterpillar plot (毛虫图) on one strip, however many there are.
struct CaterpillarOverview {
  let district: RatingReport.District
  /// The district's place in the report, from 1, which makes the drawing's name unique.
  let number: Int
  let confidence: Double
  let nouns: ReportNouns
  let language: Language

  private static let width = 760.0
  private static let left = 40.0
  private static let right = 10.0
  private static let top = 30.0
  private static let bottom = 212.0

  /// The drawing; nil if no community has a rank and a score.
  var chart: Chart? {
    let places = district.plotted
    guard !places.isEmpty else { return nil }
    let values = places.compactMap(\.score).flatMap {
      [$0.value, $0.whisker?.lower, $0.whisker?.upper].compactMap(\.self)
    }
    let scale = LinearScale(holding: values, range: (Self.bottom, Self.top))
    let pitch = (Self.width - Self.left - Self.right) / Double(places.count)
    return Chart(
      name: "overview-\(number)", title: title, description: description, width: Self.width, height: 250,
      shapes: CertaintyLegend.shapes(places, language, x: Self.left, y: 14) + axes(scale, pitch, places.count)
        + marks(places, scale, pitch) + quotaLine(scale, pitch))
  }

  private var title: String {
    Bilingual(
      "\(district.name)：全部\(nouns.unit.chinese)按名次的得分与 \(ReportWords.interval(confidence).chinese)",
      "\(district.name): scores of all \(nouns.units) by rank with \(ReportWords.interval(confidence).english)s")[
        language]
  }

  private var description: String {
    let places = district.plotted
    let secure = RatingReport.District.count(places, .secureIn)
    let open = RatingReport.District.count(places, .open)
    guard district.seats > 0 else {
      return Bilingual("\(places.count) 个\(nouns.unit.chinese)。", "\(nouns.count(places.count)).")[language]
    }
    let line = district.lineScore.map(DisplayNumber.score) ?? DisplayNumber.missing
    return Bilingual(
      "\(places.count) 个\(nouns.unit.chinese)，\(district.seats) 个名额，名额线 \(line) 分；\(secure) 个稳居名额内，\(open) 个数据无法区分。",
      "\(nouns.count(places.count)), \(district.seats) titles, quota line at \(line); \(secure) securely within, \(open) that "
        + "the data cannot tell apart.")[language]
  }

  private func x(_ index: Int, _ pitch: Double) -> Double { Self.left + (Double(index) + 0.5) * pitch }

  private func axes(_ scale: LinearScale, _ pitch: Double, _ count: Int) -> [Markup] {
    var shapes: [Markup] = []
    for tick in scale.ticks {
      shapes.append(Stroke.line(Self.left, scale(tick), Self.width - Self.right, scale(tick), Ink.grid))
      shapes.append(Stroke.text(scale.label(tick), Self.left - 6, scale(tick) + 4, .end, fill: Ink.quiet))
    }
    let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].first { count / $0 <= 14 } ?? 5000
    for rank in Set(stride(from: step, through: count, by: step)).union([1]).sorted() {
      shapes.append(Stroke.line(x(rank - 1, pitch), Self.bottom, x(rank - 1, pitch), Self.bottom + 4, Ink.frame))
      shapes.append(Stroke.text("\(rank)", x(rank - 1, pitch), Self.bottom + 16, .middle, fill: Ink.quiet))
    }
    shapes.append(Stroke.line(Self.left, Self.bottom, Self.width - Self.right, Self.bottom, Ink.frame))
    shapes.append(
      Stroke.text(ReportWords.rank[language], (Self.left + Self.width) / 2, Self.bottom + 33, .middle, fill: Ink.quiet))
    shapes.append(
      Stroke.text(ReportWords.score[language], Self.width - Self.right, 14, .end, fill: Ink.quiet))
    return shapes
  }

  private func marks(_ places: [RatingReport.Place], _ scale: LinearScale, _ pitch: Double) -> [Markup] {
    let radius = min(max(pitch * 0.42, 1.2), 4)
    return RatingReport.Certainty.allCases.reversed().flatMap { certainty in
      var whiskers: [String] = []
      var points: [String] = []
      for (index, place) in places.enumerated() where (place.certainty ?? .clearlyOut) == certainty {
        guard let score = place.score else { continue }
        let position = x(index, pitch)
        if let (lower, upper) = score.whisker {
          whiskers.append(
            "M\(DisplayNumber.coordinate(position)) \(DisplayNumber.coordinate(scale(lower)))"
              + "V\(DisplayNumber.coordinate(scale(upper)))")
        }
        points.append(PointMark.path(certainty, position, scale(score.value), radius))
      }
      let colour = certainty == .clearlyOut ? "#a9b1bb" : Ink.certainty(certainty)
      return [
        Stroke.path(whiskers, stroke: colour, width: min(max(pitch * 0.35, 0.7), 1.4)),
        PointMark.shape(certainty, points, radius: radius),
      ]
    }
  }

  private func quotaLine(_ scale: LinearScale, _ pitch: Double) -> [Markup] {
    guard let line = district.lineScore, scale.domain.contains(line) else { return [] }
    let position = Self.left + Double(district.seats) * pitch
    let words =
      ReportWords.line[language] + " " + DisplayNumber.score(line)
      + Bilingual("（前 \(district.seats) 名）", " (first \(district.seats))")[language]
    return [
      Stroke.line(Self.left, scale(line), Self.width - Self.right, scale(line), Ink.line, width: 1.2, dash: "6 3"),
      Stroke.line(position, Self.top - 4, position, Self.bottom, Ink.line, width: 1.2, dash: "6 3"),
      Stroke.text(words, Self.width - Self.right, scale(line) - 5, .end, fill: Ink.line, isBold: true),
    ]
  }
}
