public import Findings

/// The files of the Typst document that `report.pdf` is printed from: `report.typ`, `data.json` and the drawings.
///
/// The paper shows what an official signs: answer, the communities within the quota by district, the quota's arithmetic, the
/// drawings, quality, method, checksums. The table of all communities stays in the page and the workbook.
public struct RatingDocument: Sendable {
  let report: RatingReport
  let language: Language
  let charts: RatingCharts

  /// The document of `report` in `language`.
  public init(report: RatingReport, language: Language) {
    self.report = report
    self.language = language
    charts = RatingCharts(report, language)
  }

  /// The files with plain names, `report.typ` first; the same report gives the same bytes.
  public func files() -> [(name: String, bytes: [UInt8])] {
    [("report.typ", Array(RatingTemplate.source.utf8)), ("data.json", data.bytes())]
      + charts.all.map { ($0.name + ".svg", $0.bytes()) }
  }

  /// How a column stands: its title, `start` or `end`, and its share of the width; nil for as much as it needs.
  typealias Column = (title: String, align: String, share: Double?)

  /// A table as the template reads it.
  func table(_ columns: [Column], _ rows: [[JSONValue]], total: [JSONValue]? = nil) -> JSONValue {
    var members: [String: JSONValue] = [
      "columns": .array(
        columns.map { column in
          [
            "title": .string(column.title), "align": .string(column.align),
            "width": column.share.map(JSONValue.number) ?? "auto",
          ]
        }), "rows": .array(rows.map(JSONValue.array)),
    ]
    if let total { members["total"] = .array(total) }
    return .object(members)
  }

  /// A drawing as the template reads it.
  func drawing(_ chart: Chart) -> JSONValue {
    [
      "file": .string(chart.name + ".svg"), "alt": .string(chart.title + " " + chart.description),
      "caption": .string(chart.title + Bilingual("。", ". ")[language] + chart.description),
    ]
  }

  /// A text of this program or a number.
  func text(_ words: Bilingual) -> JSONValue { .string(words[language]) }

  /// A text that people sent: a word longer than a line gets places where it may break, since the engine does not break
  /// inside words; directions of writing end with the text.
  static func breakable(_ text: String) -> String {
    var result = ""
    var run = 0
    for character in text {
      if character.unicodeScalars.contains(where: { !Markup.isXMLCharacter($0) && $0 != "\n" && $0 != "\t" }) {
        continue
      }
      run = character.isWhitespace || TextTable.width(String(character)) >= 2 ? 0 : run + 1
      result.append(character.isNewline ? " " : character)
      if run == 16 {
        result.append("\u{200B}")
        run = 0
      }
    }
    return text.unicodeScalars.contains { $0.properties.isBidiControl } ? "\u{2068}" + result + "\u{2069}" : result
  }
}
