/// A table for a terminal: columns padded to the width that the terminal shows, Chinese characters counting two.
public struct TextTable: Sendable {
  /// How a column stands.
  public enum Alignment: Sendable {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  private let header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// A table with these headings; columns without an alignment stand left.
  public init(_ header: [String], _ alignments: [Alignment] = []) {
    self.header = header
    self.alignments = header.indices.map { alignments.indices.contains($0) ? alignments[$0] : .left }
  }

  /// Appends a row with one cell for each heading.
  public mutating func append(_ row: [String]) {
    precondition(row.count == header.count, "a row has one cell for each heading")
    rows.append(row)
  }

  /// The table as lines, with a rule under the header.
  public var text: String {
    let widths = header.indices.map { column in
      ([header] + rows).map { TextTable.width($0[column]) }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
    return ([header, rule] + rows).map { line($0, widths) }.joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - TextTable.width(cell))
      if column > 0 { text += "  " }
      text += alignments[column] == .right ? padding + cell : cell + padding
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The columns of a terminal that `text` fills: East Asian wide characters count two, combining marks none.
  public static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
      if scalar.properties.generalCategory == .nonspacingMark { return width }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1F9FF, 0x20000...0x3FFFD:
        return width + 2
      default: return width + 1
      }
    }
  }
}
