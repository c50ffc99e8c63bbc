public import Findings

extension RatingCharts {
  /// The drawings of one district by itself.
  ///
  /// - Parameter number: what makes the drawings' names unique on a page, from 1.
  public static func district(
    _ district: RatingReport.District, number: Int, confidence: Double, _ language: Language
  ) -> OfDistrict {
    // The yearly round ranks communities in districts, whatever a standard beside it calls its units.
    let nouns = ReportNouns(unit: Bilingual("社区（村）", "community"), group: Bilingual("区", "district"))
    return OfDistrict(
      overview: CaterpillarOverview(
        district: district, number: number, confidence: confidence, nouns: nouns, language: language
      ).chart,
      detail: CaterpillarDetail(
        district: district, number: number, confidence: confidence, nouns: nouns, language: language
      ).chart)
  }
}
