public import Findings

/// The code book (代码表) of a questionnaire as a page and as a workbook.
public struct SurveyCodebook: Sendable {
  private let survey: SurveySheet
  private let language: Language

  /// The code book of `survey`.
  public init(_ survey: SurveySheet, language: Language) {
    self.survey = survey
    self.language = language
  }

  /// The header of `rows`.
  public static let header = [
    "item", "type", "role", "required", "question_zh", "question_en", "code", "choice_zh", "choice_en", "missing",
    "relevant", "constraint",
  ]

  /// One row per choice, one per question without choices.
  public var rows: [[String]] {
    survey.items.flatMap { item -> [[String]] in
      let head = [
        item.name, item.type, item.role, item.isRequired ? "yes" : "", item.label.chinese, item.label.english,
      ]
      let tail = [item.relevant, item.constraint]
      guard !item.choices.isEmpty else { return [head + ["", "", "", ""] + tail] }
      return item.choices.map { head + [$0.code, $0.label.chinese, $0.label.english, $0.missing] + tail }
    }
  }

  /// The workbook.
  public func workbook() throws(SpreadsheetError) -> [UInt8] {
    let widths: [Double] = [16, 22, 12, 8, 34, 34, 12, 24, 24, 14, 30, 30]
    let titles =
      language == .chinese
      ? ["题目名", "题型", "用途", "必填", "题目", "英文", "代码", "选项", "选项英文", "缺失原因", "何时提问", "约束"]
      : [
        "item", "type", "role", "required", "Chinese", "English", "code", "choice (Chinese)", "choice (English)",
        "missing", "asked when", "constraint",
      ]
    let columns = zip(titles, widths).map { SpreadsheetTable.Column(title: $0, style: .prose, width: $1) }
    let table = SpreadsheetTable(
      name: language == .chinese ? "代码表" : "Code book", columns: columns,
      rows: rows.map { $0.map { $0.isEmpty ? .empty : .text($0) } }, isFiltered: true)
    return try SpreadsheetFile.bytes(title: survey.title[language], created: 0, tables: [table])
  }

  /// The page: one file without script and without any outside resource.
  public func page() -> [UInt8] {
    let head = Markup.element(
      "head", [:], .element("meta", ["charset": "utf-8"]),
      .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .element(
        "meta",
        ["http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"]),
      .element("title", [:], .text(survey.title[language])), .style(RatingPageStyle.sheet))
    let body = Markup.element(
      "body", [:],
      .element(
        "header", [:],
        .element(
          "p", ["class": "over"],
          .text((language == .chinese ? "代码表 · " : "Code book · ") + survey.identifier + " " + survey.version)),
        .element("h1", [:], .text(survey.title[language]))),
      .element("main", [:], survey.items.map(section)))
    let page = Markup.element("html", ["lang": language == .chinese ? "zh-CN" : "en-GB"], head, body)
    return Array("<!DOCTYPE html>\n".utf8) + Array(page.source.utf8)
  }

  private func section(_ item: SurveySheet.Item) -> Markup {
    var facts = [item.name, item.type]
    if !item.role.isEmpty { facts.append(item.role) }
    if item.isRequired { facts.append(language == .chinese ? "必填" : "required") }
    var parts: [Markup] = [
      .element("h2", [:], .text(item.label[language])), .element("p", [:], .text(facts.joined(separator: " · "))),
    ]
    for (name, text) in [
      (language == .chinese ? "何时提问" : "Asked when", item.relevant),
      (language == .chinese ? "约束" : "Constraint", item.constraint),
    ]
    where !text.isEmpty {
      parts.append(.element("p", [:], .text(name + (language == .chinese ? "：" : ": ") + text)))
    }
    if !item.choices.isEmpty {
      let titles = language == .chinese ? ["代码", "选项", "缺失原因"] : ["code", "choice", "missing"]
      let head = Markup.element("tr", [:], titles.map { Markup.element("th", ["scope": "col"], .text($0)) })
      let rows = item.choices.map { choice in
        Markup.element(
          "tr", [:], [choice.code, choice.label[language], choice.missing].map { Markup.element("td", [:], .text($0)) })
      }
      parts.append(.element("table", [:], .element("thead", [:], head), .element("tbody", [:], rows)))
    }
    return .element("section", [:], parts)
  }
}
