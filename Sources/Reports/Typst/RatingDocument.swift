public import Findings

/// The files of the Typst document `report.pdf` is printed from: `report.typ`, `data.json` and the drawings.
public struct RatingDocument: Sendable {
  let report: RatingReport
  let language: Language

  /// The document of `report` in `language`.
  public init(report: RatingReport, language: Language) {
    self.report = report
    self.language = language
  }

  /// The files with plain names, `report.typ` first; the same report gives the same bytes.
  public func files() -> [(name: String, bytes: [UInt8])] {
    let template = """
      #set document(date: datetime(year: 2014, month: 1, day: 1))
      #let data = json("data.json")
      #set text(font: "Noto Sans CJK SC", lang: "zh", region: "cn")
      = #data.title
      #data.answer
      """
    let data: JSONValue = [
      "title": .string(report.standardName[language]), "answer": .string(ReportWords.answer(report)[language]),
    ]
    return [("report.typ", Array(template.utf8)), ("data.json", data.bytes())]
  }
}
