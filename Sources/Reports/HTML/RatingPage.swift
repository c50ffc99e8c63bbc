public import Findings

/// The page `report.html` of a rating: one file without script and without any outside resource, for screen and A4.
///
/// It leads with the answer: who is within the quota, by district, and how sure; then the quota's arithmetic, each district's
/// drawings and full table, the distributions, the quality of the data, method, and checksums.
public struct RatingPage: Sendable {
  let report: RatingReport
  let language: Language
  let charts: RatingCharts

  /// The page of `report` in `language`.
  public init(report: RatingReport, language: Language) {
    self.report = report
    self.language = language
    charts = RatingCharts(report, language)
  }

  /// The page as UTF-8; well-formed XML as well as HTML. The same report gives the same bytes.
  public func bytes() -> [UInt8] {
    let page = Markup.element("html", ["lang": language == .chinese ? "zh-CN" : "en-GB"], head, body)
    return Array("<!DOCTYPE html>\n".utf8) + Array(page.source.utf8)
  }

  private var title: String { "\(report.standardName[language]) \(report.year)" }

  private var head: Markup {
    .element(
      "head", [:], .element("meta", ["charset": "utf-8"]),
      .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      // Nothing is fetched and nothing is run, whatever a name may contain.
      .element(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
        ]), .element("title", [:], .text(title + " – " + ReportWords.reportTitle[language])),
      .style(RatingPageStyle.sheet))
  }

  private var body: Markup {
    .element(
      "body", [:],
      .element("a", ["class": "skip", "href": "#contents"], .text(ReportWords.contents(report.nouns)[language])),
      .element(
        "header", [:],
        .element("p", ["class": "over"], .text(ReportWords.reportTitle[language] + " · \(report.year)")),
        .element("h1", [:], .text(report.standardName[language]))),
      .element(
        "main", [:],
        [answer, bands, contents]
          + (report.givesTitles ? [winners, quota, lines] : [])
          + [sensitivity, districts, halves, workings, raters, quality, method, checksums]),
      .element(
        "footer", [:],
        .element("p", [:], .text("Kaoping \(report.version) · \(report.standardName[language]) · \(report.year)"))))
  }

  /// A chapter with its heading and the way back to the contents.
  func chapter(_ identifier: String, _ title: Bilingual, _ content: [Markup]) -> Markup {
    .element(
      "section", ["id": identifier, "aria-labelledby": identifier + "-h"],
      [.element("h2", ["id": identifier + "-h"], .text(title[language]))] + content)
  }

  /// A paragraph.
  func paragraph(_ text: Bilingual, style: String? = nil) -> Markup {
    .element("p", ["class": style], .text(text[language]))
  }

  /// A drawing with its caption, and the table behind it if there is one.
  func figure(_ chart: Chart, behind table: PageTable? = nil) -> Markup {
    .element(
      "figure", ["class": chart.width > 500 ? "wide" : nil],
      .element(
        "div", ["class": "drawing", "tabindex": "0", "role": "group", "aria-label": chart.title], chart.markup),
      .element(
        "figcaption", [:], .text(chart.title + Bilingual("。", ". ")[language] + chart.description)),
      table.map { table in
        .element(
          "details", [:], .element("summary", [:], .text(ReportWords.dataBehind[language])), table.markup)
      } ?? .none)
  }

  /// The mark and the words of a certainty; the words alone for a screen reader.
  func sureness(_ place: RatingReport.Place) -> Markup {
    let words = place.sureness(language)
    guard place.isEligible, let certainty = place.certainty else { return .text(words) }
    let (style, mark): (String, String) =
      switch certainty {
      case .secureIn: ("sure", "●")
      case .open: ("open", "◇")
      case .clearlyOut: ("out", "×")
      }
    return .element(
      "span", ["class": style], .element("span", ["aria-hidden": "true", "class": "mark"], .text(mark)), .text(words))
  }

  /// A community's town and name; its direction of writing does not touch its neighbours.
  func name(_ place: RatingReport.Place) -> Markup { .element("bdi", [:], .text(place.fullName)) }
}
