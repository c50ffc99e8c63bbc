/// Reads the cell formats of a workbook, of which only the number formats matter.
final class StylesHandler: XMLElementHandler {
  /// What each cell format makes of numbers, by index.
  private(set) var formats: [NumberFormat] = []
  private var codes: [Int: NumberFormat] = [:]
  private var isInCellFormats = false

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt":
      if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
        codes[id] = NumberFormat(code: code)
      }
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      formats.append(codes[id] ?? NumberFormat(builtIn: id))
    default: break
    }
  }

  override func end(_ name: XMLName) {
    if name == "cellXfs" { isInCellFormats = false }
  }
}
