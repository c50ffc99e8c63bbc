public import Findings

extension RatingCharts {
  /// The drawings of one district by itself.
  ///
  /// - Parameter number: what makes the drawings' names unique on a page, from 1.
  public static func district(
    _ district: RatingReport.District, number: Int, confidence: Double, _ language: Language
  ) -> OfDistrict {
    OfDistrict(
      overview: CaterpillarOverview(district: district, number: number, confidence: confidence, language: language)
        .chart,
      detail: CaterpillarDetail(district: district, number: number, confidence: confidence, language: language).chart)
  }
}
