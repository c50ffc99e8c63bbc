/// A table of the page: heads with scope, a caption for screen readers, and a frame that scrolls sideways on a narrow screen.
struct PageTable: Sendable {
  /// How a column stands.
  enum Style: Sendable {
    /// Words.
    case words
    /// Numbers, ranged right.
    case number
    /// The name that stands for the row.
    case rowHead
    /// Text of a machine, such as a checksum, that may break anywhere.
    case code
  }

  /// One row of cells.
  struct Line: Sendable {
    /// The row's class; nil for none.
    var style: String?
    /// One cell for each column.
    var cells: [Markup]
  }

  /// What the table shows.
  let caption: String
  /// The columns.
  let columns: [(title: String, style: Style)]
  /// The rows.
  var lines: [Line] = []
  /// Whether the caption is shown and not only spoken.
  var showsCaption = false
  /// Whether the table has so many columns that paper needs smaller type.
  var isDense = false

  /// Appends a row.
  mutating func append(_ cells: [Markup], style: String? = nil) {
    precondition(cells.count == columns.count, "a row has one cell for each column")
    lines.append(Line(style: style, cells: cells))
  }

  /// The table in its frame.
  var markup: Markup {
    let heads = columns.map { column in
      Markup.element("th", ["scope": "col", "class": column.style == .number ? "n" : nil], .text(column.title))
    }
    let body = lines.map { line in
      Markup.element("tr", ["class": line.style], zip(columns, line.cells).map { cell($1, $0.style) })
    }
    return .element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": caption],
      .element(
        "table", ["class": isDense ? "dense" : nil],
        .element("caption", ["class": showsCaption ? nil : "spoken"], .text(caption)),
        .element("thead", [:], .element("tr", [:], heads)), .element("tbody", [:], body)))
  }

  private func cell(_ content: Markup, _ style: Style) -> Markup {
    switch style {
    case .words: .element("td", [:], content)
    case .number: .element("td", ["class": "n"], content)
    case .rowHead: .element("th", ["scope": "row"], content)
    case .code: .element("td", ["class": "code"], content)
    }
  }
}
