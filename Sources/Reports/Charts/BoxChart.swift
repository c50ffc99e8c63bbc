import Findings

/// One half by district: boxes from the first to the third quartile with the median, whiskers to the least and greatest value.
struct BoxChart {
  let report: RatingReport
  /// Which of a district's two distributions is drawn, and its number in the drawing's name.
  let half: Int
  let number: Int
  /// The values that fix the axis; the same for both halves.
  let axis: [Double]
  let language: Language

  private static let width = 370.0
  private static let left = 112.0
  private static let right = 356.0
  private static let top = 30.0
  private static let pitch = 22.0

  /// The drawing.
  var chart: Chart {
    let scale = LinearScale(holding: axis, range: (Self.left, Self.right), intervals: 6)
    let bottom = Self.top + Double(report.districts.count) * Self.pitch
    let name = half == 0 ? ReportWords.satisfaction : ReportWords.department
    var shapes = [Stroke.text(name[language], 0, 14, size: 12, isBold: true)]
    for tick in scale.ticks {
      shapes.append(Stroke.line(scale(tick), Self.top - 4, scale(tick), bottom, Ink.grid))
      shapes.append(Stroke.text(scale.label(tick), scale(tick), bottom + 14, .middle, fill: Ink.quiet))
    }
    for (index, district) in report.districts.enumerated() {
      shapes += row(district, Self.top + (Double(index) + 0.5) * Self.pitch, scale)
    }
    return Chart(
      name: "boxes-\(number)",
      title: Bilingual(report.nouns.each + name.chinese, name.english + report.nouns.by)[language],
      description: Bilingual(
        "\(report.nouns.each)一个箱线图：箱体为中间一半\(report.nouns.unit.chinese)，竖线为中位数，须线到最低与最高值。",
        "One box a \(report.nouns.group.english): the middle half of its \(report.nouns.units), the median, whiskers to the least and greatest value."
      )[
        language],
      width: Self.width, height: bottom + 22, shapes: shapes)
  }

  private func row(_ district: RatingReport.District, _ y: Double, _ scale: LinearScale) -> [Markup] {
    let name = Stroke.text(
      TextMeasure.fit(district.name, size: 11, limit: Self.left - 12), Self.left - 8, y + 4, .end)
    let distribution = district.distributions[half]
    guard let least = distribution.sorted.first, let greatest = distribution.sorted.last,
      let low = distribution.quantile(0.25), let middle = distribution.quantile(0.5),
      let high = distribution.quantile(0.75)
    else { return [name, Stroke.text(DisplayNumber.missing, Self.left + 6, y + 4, fill: Ink.quiet)] }
    return [
      name, Stroke.line(scale(least), y, scale(greatest), y, Ink.frame),
      Stroke.rectangle(scale(low), y - 6, max(scale(high) - scale(low), 1), 12, "#b9c6d4"),
      Stroke.line(scale(middle), y - 6, scale(middle), y + 6, Ink.text, width: 2),
    ]
  }
}
