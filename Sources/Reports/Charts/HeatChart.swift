import Findings

/// The means of the first-level indicators by district, shaded: a heat table (热力表).
struct HeatChart {
  let half: RatingReport.Half
  /// The half's place in the standard, from 1.
  let number: Int
  let districts: [RatingReport.District]
  /// The means that fix the shades; of all halves, so that they can be compared.
  let axis: [Double]
  let language: Language

  private static let width = 760.0
  private static let left = 240.0
  private static let pitch = 26.0

  private var columnWidth: Double { (Self.width - Self.left) / Double(max(districts.count, 1)) }
  private var names: [[String]] {
    districts.map { TextMeasure.wrap($0.name, size: 11, limit: columnWidth - 4, lines: 3) }
  }

  /// The drawing; nil if the half has no indicator or there is no district.
  var chart: Chart? {
    guard !half.indicators.isEmpty, !districts.isEmpty else { return nil }
    let top = 26 + Double(names.map(\.count).max() ?? 1) * 14
    var shapes = [
      Stroke.text(
        TextMeasure.fit(
          "\(half.name[language]) \(DisplayNumber.share(half.weight))", size: 12, limit: Self.left - 10), 0, 14,
        size: 12,
        isBold: true)
    ]
    for (column, lines) in names.enumerated() {
      let x = Self.left + (Double(column) + 0.5) * columnWidth
      for (line, words) in lines.enumerated() {
        let y = top - 8 - Double(lines.count - 1 - line) * 14
        shapes.append(Stroke.text(words, x, y, .middle, fill: Ink.quiet))
      }
    }
    for (row, indicator) in half.indicators.enumerated() {
      shapes += cells(indicator, top + Double(row) * Self.pitch)
    }
    return Chart(
      name: "heat-\(number)",
      title: Bilingual(
        "\(half.name.chinese)：一级指标的各区平均分", "\(half.name.english): means of the first-level indicators by district")[
          language],
      description: Bilingual("颜色越深分数越高；每格写有分数。", "The darker, the higher; each cell shows its points.")[language],
      width: Self.width, height: top + Double(half.indicators.count) * Self.pitch + 4, shapes: shapes)
  }

  private func cells(_ indicator: RatingReport.Indicator, _ y: Double) -> [Markup] {
    let label = TextMeasure.fit(
      "\(indicator.code) \(indicator.name[language])", size: 11, limit: Self.left - 10)
    var shapes = [Stroke.text(label, 0, y + 17)]
    for column in districts.indices {
      let mean = indicator.districtMeans.indices.contains(column) ? indicator.districtMeans[column] : nil
      let x = Self.left + Double(column) * columnWidth
      let shade = shade(mean)
      shapes.append(Stroke.rectangle(x + 1, y + 1, columnWidth - 2, Self.pitch - 2, shade.fill))
      let places = columnWidth < 40 ? 1 : 2
      shapes.append(
        Stroke.text(
          DisplayNumber.rounded(mean, places: places), x + columnWidth / 2, y + 17, .middle, fill: shade.text))
    }
    return shapes
  }

  /// Seven steps of one blue whose lightness falls evenly, with white text where dark text would be hard to read.
  private static let shades = ["#eef3f8", "#d7e3ee", "#bcd0e3", "#9dbbd6", "#7aa2c6", "#3f74a6", "#235a8c"]

  private func shade(_ mean: Double?) -> (fill: String, text: String) {
    guard let mean, mean.isFinite, let low = axis.min(), let high = axis.max() else { return ("#ffffff", Ink.quiet) }
    let share = high > low ? (mean - low) / (high - low) : 0.5
    let step = min(max(Int(share * Double(Self.shades.count)), 0), Self.shades.count - 1)
    return (Self.shades[step], step >= 5 ? "#ffffff" : Ink.text)
  }
}
