public import Findings

/// The page `report.html` of a rating: one file without script and without any outside resource, for screen and A4.
public struct RatingPage: Sendable {
  let report: RatingReport
  let language: Language

  /// The page of `report` in `language`.
  public init(report: RatingReport, language: Language) {
    self.report = report
    self.language = language
  }

  /// The page as UTF-8; well-formed XML as well as HTML. The same report gives the same bytes.
  public func bytes() -> [UInt8] {
    let title = report.standardName[language] + " " + ReportWords.reportTitle[language]
    let page = Markup.element(
      "html", ["lang": language == .chinese ? "zh-CN" : "en-GB"],
      .element("head", [:], .element("meta", ["charset": "utf-8"]), .element("title", [:], .text(title))),
      .element(
        "body", [:], .element("h1", [:], .text(title)), .element("p", [:], .text(ReportWords.answer(report)[language])))
    )
    return Array("<!DOCTYPE html>\n".utf8) + Array(page.source.utf8)
  }
}
