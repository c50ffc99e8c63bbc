/// Writes workbooks of Office Open XML part by part, so that a test can say anything in them.
struct WorkbookBuilder {
  /// The rows and what follows them, by sheet; each becomes `<worksheet>` … `</worksheet>`.
  var sheets: [(name: String, state: String, body: String)] = []
  var shared: String?
  var styles: String?
  var has1904 = false
  /// Further members, or others of the same name that come first.
  var extra: [ZipBuilder.Member] = []

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  /// A workbook of one sheet with these rows.
  init(rows: String = "", shared: String? = nil, styles: String? = nil) {
    sheets = [("Sheet1", "visible", "<sheetData>\(rows)</sheetData>")]
    self.shared = shared
    self.styles = styles
  }

  /// The file.
  var bytes: [UInt8] { ZipBuilder.archive(members) }

  /// The members of the file.
  var members: [ZipBuilder.Member] {
    var entries = ""
    var relations = ""
    var parts: [ZipBuilder.Member] = []
    for (index, sheet) in sheets.enumerated() {
      // Names that no reader may take for granted.
      let target = "worksheets/part\(index).xml"
      entries += #"<sheet name="\#(sheet.name)" sheetId="\#(index + 7)" state="\#(sheet.state)" r:id="rel\#(index)"/>"#
      relations += relation("rel\(index)", "worksheet", target)
      parts.append(.init("xl/" + target, #"<worksheet xmlns="\#(Self.main)">\#(sheet.body)</worksheet>"#))
    }
    if let shared {
      relations += relation("relS", "sharedStrings", "/xl/strings.xml")
      parts.append(.init("xl/strings.xml", #"<sst xmlns="\#(Self.main)">\#(shared)</sst>"#))
    }
    if let styles {
      relations += relation("relT", "styles", "styles.xml")
      parts.append(.init("xl/styles.xml", #"<styleSheet xmlns="\#(Self.main)">\#(styles)</styleSheet>"#))
    }
    let properties = has1904 ? #"<workbookPr date1904="1"/>"# : ""
    let workbook =
      #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.office)">\#(properties)<sheets>\#(entries)</sheets></workbook>"#
    let list = #"<Relationships xmlns="\#(Self.package)/relationships">"#
    return extra
      + [
        .init("[Content_Types].xml", #"<Types xmlns="\#(Self.package)/content-types"/>"#),
        .init(
          "_rels/.rels", list + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>"),
        .init("xl/workbook.xml", workbook),
        .init("xl/_rels/workbook.xml.rels", list + relations + "</Relationships>"),
      ] + parts
  }

  private func relation(_ id: String, _ kind: String, _ target: String) -> String {
    #"<Relationship Id="\#(id)" Type="\#(Self.office)/\#(kind)" Target="\#(target)"/>"#
  }
}
