import Findings

/// The means of the first-level indicators by district, shaded: a heat table (热力表).
///
/// The indicators are its rows, as in the standard; with more districts than columns can carry, the districts are.
struct HeatChart {
  let half: RatingReport.Half
  /// The half's place in the standard, from 1.
  let number: Int
  let districts: [RatingReport.District]
  let nouns: ReportNouns
  let language: Language

  private static let width = 760.0
  private static let left = 240.0
  private static let pitch = 26.0
  private static let mostColumns = 9

  private var districtsAreRows: Bool { districts.count > Self.mostColumns }
  private var indicatorNames: [String] { half.indicators.map { "\($0.code) \($0.name[language])" } }
  private var rowNames: [String] { districtsAreRows ? districts.map(\.name) : indicatorNames }
  private var columnNames: [String] { districtsAreRows ? indicatorNames : districts.map(\.name) }
  private var columnWidth: Double { (Self.width - Self.left) / Double(max(columnNames.count, 1)) }

  /// The means that fix the shades: those of this half, since another half may lie higher as a whole.
  private var axis: [Double] {
    half.indicators.flatMap(\.districtMeans).compactMap(\.self).filter(LinearScale.canDraw)
  }

  private func mean(_ row: Int, _ column: Int) -> Double? {
    let (indicator, district) = districtsAreRows ? (column, row) : (row, column)
    let means = half.indicators[indicator].districtMeans
    return means.indices.contains(district) ? means[district] : nil
  }

  /// The drawing; nil if the half has no indicator or there is no district.
  var chart: Chart? {
    guard !half.indicators.isEmpty, !districts.isEmpty else { return nil }
    let heads = columnNames.map { TextMeasure.wrap($0, size: 11, limit: columnWidth - 4, lines: 3) }
    let top = 26 + Double(heads.map(\.count).max() ?? 1) * 14
    let title = "\(half.name[language]) \(DisplayNumber.share(half.weight))"
    var shapes = [
      Stroke.text(TextMeasure.fit(title, size: 12, limit: Self.left - 10), 0, 14, size: 12, isBold: true)
    ]
    for (column, lines) in heads.enumerated() {
      let x = Self.left + (Double(column) + 0.5) * columnWidth
      for (line, words) in lines.enumerated() {
        let y = top - 8 - Double(lines.count - 1 - line) * 14
        shapes.append(Stroke.text(words, x, y, .middle, fill: Ink.quiet))
      }
    }
    for (row, name) in rowNames.enumerated() {
      let y = top + Double(row) * Self.pitch
      shapes.append(Stroke.text(TextMeasure.fit(name, size: 11, limit: Self.left - 10), 0, y + 17))
      for column in columnNames.indices { shapes += cell(mean(row, column), column, y) }
    }
    return Chart(
      name: "heat-\(number)",
      title: Bilingual(
        "\(half.name.chinese)：一级指标的\(nouns.each)平均分",
        "\(half.name.english): means of the first-level indicators\(nouns.by)")[
          language],
      description: Bilingual(
        "颜色越深，在本部分中分数越高；每格写有分数。", "The darker, the higher within this half; each cell shows its points.")[language],
      width: Self.width, height: top + Double(rowNames.count) * Self.pitch + 4, shapes: shapes)
  }

  private func cell(_ mean: Double?, _ column: Int, _ y: Double) -> [Markup] {
    let x = Self.left + Double(column) * columnWidth
    let shade = shade(mean)
    let text = mean.map(LinearScale.canDraw) == true ? mean : nil
    return [
      Stroke.rectangle(x + 1, y + 1, max(columnWidth - 2, 1), Self.pitch - 2, shade.fill),
      Stroke.text(
        DisplayNumber.rounded(text, places: columnWidth < 40 ? 1 : 2), x + columnWidth / 2, y + 17, .middle,
        fill: shade.text),
    ]
  }

  /// Seven steps of one blue whose lightness falls evenly, with white text where dark text would be hard to read.
  private static let shades = ["#eef3f8", "#d7e3ee", "#bcd0e3", "#9dbbd6", "#7aa2c6", "#3f74a6", "#235a8c"]

  private func shade(_ mean: Double?) -> (fill: String, text: String) {
    guard let mean, LinearScale.canDraw(mean), let low = axis.min(), let high = axis.max() else {
      return ("#ffffff", Ink.quiet)
    }
    let share = high > low ? (mean - low) / (high - low) : 0.5
    let step = min(max(Int(share * Double(Self.shades.count)), 0), Self.shades.count - 1)
    return (Self.shades[step], step >= 5 ? "#ffffff" : Ink.text)
  }
}
