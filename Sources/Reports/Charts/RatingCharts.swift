public import Findings

/// All drawings of a rating's report, in the order in which they stand.
public struct RatingCharts: Sendable {
  /// The drawings of one district; nil where nothing can be drawn.
  public struct OfDistrict: Sendable {
    /// All communities by rank.
    public let overview: Chart?
    /// The communities about the quota line by name.
    public let detail: Chart?
  }

  /// The drawings of the districts, in the districts' order.
  public let districts: [OfDistrict]
  /// The histograms of the halves that have values.
  public let histograms: [Chart]
  /// The halves by district, of those that have values.
  public let boxes: [Chart]
  /// The heat tables of the halves that have indicators.
  public let heats: [(half: RatingReport.Half, chart: Chart)]

  /// Draws `report` with words in `language`.
  public init(_ report: RatingReport, _ language: Language) {
    districts = report.districts.enumerated().map { index, district in
      OfDistrict(
        overview: CaterpillarOverview(
          district: district, number: index + 1, confidence: report.confidence, nouns: report.nouns,
          language: language
        ).chart,
        detail: CaterpillarDetail(
          district: district, number: index + 1, confidence: report.confidence, nouns: report.nouns,
          language: language
        ).chart)
    }
    let distributions = report.distributions
    let axis = distributions.flatMap { [$0.sorted.first, $0.sorted.last].compactMap(\.self) }
    histograms = distributions.enumerated().map { index, distribution in
      HistogramChart(
        distribution: distribution, number: index + 1, axis: axis, nouns: report.nouns, language: language
      ).chart
    }
    let drawn = [ReportWords.satisfaction, ReportWords.department].indices.filter { half in
      report.districts.contains { !$0.distributions[half].sorted.isEmpty }
    }
    boxes = drawn.enumerated().map { index, half in
      BoxChart(report: report, half: half, number: index + 1, axis: axis, language: language).chart
    }
    heats = report.halves.enumerated().compactMap { index, half in
      HeatChart(
        half: half, number: index + 1, districts: report.districts, nouns: report.nouns, language: language
      ).chart.map { (half, $0) }
    }
  }

  /// The drawings of the distributions two by two: those of both halves together, or histogram and boxes of a single half.
  var pairs: [[Chart]] {
    (histograms.count == 1 ? [histograms + boxes] : [histograms, boxes]).filter { !$0.isEmpty }
  }

  /// Every drawing, once.
  public var all: [Chart] {
    districts.flatMap { [$0.overview, $0.detail].compactMap(\.self) } + histograms + boxes + heats.map(\.chart)
  }
}
