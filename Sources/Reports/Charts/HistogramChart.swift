import Findings

/// The distribution of one half over all communities: a histogram with median and quartiles.
struct HistogramChart {
  let distribution: ScoreDistribution
  /// The distribution's place among the halves, from 1.
  let number: Int
  /// The values that fix the axis; the same for both halves, so that they can be compared.
  let axis: [Double]
  let nouns: ReportNouns
  let language: Language

  private static let width = 370.0
  private static let left = 36.0
  private static let right = 356.0
  private static let top = 46.0
  private static let bottom = 186.0

  /// The axis of the bins.
  var scale: LinearScale { LinearScale(holding: axis, range: (Self.left, Self.right), intervals: 7) }

  /// The edges of the bins: four to each interval of the axis.
  var edges: [Double] {
    let scale = scale
    let count = (scale.ticks.count - 1) * 4
    return (0...max(count, 1)).map { scale.domain.lowerBound + Double($0) * scale.step / 4 }
  }

  /// The drawing.
  var chart: Chart {
    let counts = distribution.counts(edges)
    let vertical = LinearScale(
      holding: [0, Double(max(counts.max() ?? 0, 4))], range: (Self.bottom, Self.top), intervals: 4)
    return Chart(
      name: "histogram-\(number)", title: title, description: description, width: Self.width, height: 224,
      shapes: axes(vertical) + bars(counts, vertical) + quartiles)
  }

  private var title: String {
    Bilingual("\(distribution.name.chinese)的分布", "Distribution of \(distribution.name.english.lowercased())")[language]
  }

  private var description: String {
    let (low, middle, high) = (quantile(0.25), quantile(0.5), quantile(0.75))
    return Bilingual(
      "\(distribution.sorted.count) 个\(nouns.unit.chinese)；中位数 \(middle)，中间一半在 \(low) 与 \(high) 之间。",
      "\(nouns.count(distribution.sorted.count)); median \(middle), the middle half between \(low) and \(high).")[
        language]
  }

  private func quantile(_ p: Double) -> String { DisplayNumber.score(distribution.quantile(p)) }

  private func axes(_ vertical: LinearScale) -> [Markup] {
    let scale = scale
    var shapes = [Stroke.text(distribution.name[language], Self.left, 14, size: 12, isBold: true)]
    for tick in vertical.ticks {
      shapes.append(Stroke.line(Self.left, vertical(tick), Self.right, vertical(tick), Ink.grid))
      shapes.append(Stroke.text(vertical.label(tick), Self.left - 6, vertical(tick) + 4, .end, fill: Ink.quiet))
    }
    for tick in scale.ticks {
      shapes.append(Stroke.line(scale(tick), Self.bottom, scale(tick), Self.bottom + 4, Ink.frame))
      shapes.append(Stroke.text(scale.label(tick), scale(tick), Self.bottom + 16, .middle, fill: Ink.quiet))
    }
    shapes.append(
      Stroke.text(
        Bilingual("分数（横轴）与\(nouns.unit.chinese)数（纵轴）", "points (across) and \(nouns.units) (up)")[language],
        (Self.left + Self.right) / 2,
        Self.bottom + 33, .middle, fill: Ink.quiet))
    return shapes
  }

  private func bars(_ counts: [Int], _ vertical: LinearScale) -> [Markup] {
    let scale = scale
    let edges = edges
    var shapes: [Markup] = []
    for (index, count) in counts.enumerated() where count > 0 {
      let x = scale(edges[index])
      let y = vertical(Double(count))
      shapes.append(
        Stroke.rectangle(x + 0.5, y, max(scale(edges[index + 1]) - x - 1, 0.5), Self.bottom - y, Ink.bar))
    }
    return shapes + [Stroke.line(Self.left, Self.bottom, Self.right, Self.bottom, Ink.frame)]
  }

  private var quartiles: [Markup] {
    guard let low = distribution.quantile(0.25), let middle = distribution.quantile(0.5),
      let high = distribution.quantile(0.75)
    else { return [] }
    let scale = scale
    let words = Bilingual("中位数 ", "median ")[language] + DisplayNumber.score(middle)
    let half = TextMeasure.width(words, size: 11) / 2
    let position = min(max(scale(middle), Self.left + half), Self.right - half)
    return [
      Stroke.rectangle(scale(low), 35, max(scale(high) - scale(low), 1), 5, "#b9c6d4"),
      Stroke.line(scale(middle), 33, scale(middle), Self.bottom, Ink.text, width: 1.2, dash: "3 2"),
      Stroke.text(words, position, 29, .middle),
    ]
  }
}
