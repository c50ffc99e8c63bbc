/// Reads a workbook's list of sheets.
final class WorkbookHandler: XMLElementHandler {
  /// One entry of the list.
  struct Sheet: Hashable {
    var name: String
    var isHidden: Bool
    var relation: String
  }

  /// The sheets, in the order of their tabs.
  private(set) var sheets: [Sheet] = []
  /// The system of the workbook's dates.
  private(set) var dates = SerialDate.System.from1900

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "sheet":
      let state = attributes["state"]
      sheets.append(
        Sheet(
          name: attributes["name"] ?? "", isHidden: state == "hidden" || state == "veryHidden",
          relation: attributes["id"] ?? ""))
    case "workbookPr":
      if let flag = attributes["date1904"], flag == "1" || flag == "true" { dates = .from1904 }
    default: break
    }
  }
}
