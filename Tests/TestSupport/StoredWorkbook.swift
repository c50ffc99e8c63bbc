/// A worksheet as XLSX with nothing packed, for tests that send one: every cell is text.
public func storedWorkbook(_ rows: [[String]]) -> [UInt8] {
  let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
  let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
  let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let package = "http://schemas.openxmlformats.org/package/2006"
  func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
  let sheet = rows.enumerated().map { number, cells in
    "<row r=\"\(number + 1)\">"
      + cells.map { "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped($0))</t></is></c>" }.joined() + "</row>"
  }.joined()
  return storedArchive([
    (
      "[Content_Types].xml",
      "\(head)<Types xmlns=\"\(package)/content-types\"><Default Extension=\"rels\" "
        + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(types).sheet.main+xml\"/>"
        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(types).worksheet+xml\"/></Types>"
    ),
    (
      "_rels/.rels",
      "\(head)<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"rId1\" "
        + "Type=\"\(links)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    ),
    (
      "xl/workbook.xml",
      "\(head)<workbook xmlns=\"\(main)\" xmlns:r=\"\(links)\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>"
        + "</sheets></workbook>"
    ),
    (
      "xl/_rels/workbook.xml.rels",
      "\(head)<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"rId1\" Type=\"\(links)/worksheet\" "
        + "Target=\"worksheets/sheet1.xml\"/></Relationships>"
    ),
    ("xl/worksheets/sheet1.xml", "\(head)<worksheet xmlns=\"\(main)\"><sheetData>\(sheet)</sheetData></worksheet>"),
  ])
}

/// A ZIP archive whose members are stored as they are.
public func storedArchive(_ members: [(name: String, content: String)]) -> [UInt8] {
  func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
  var bytes: [UInt8] = []
  var directory: [UInt8] = []
  for (name, content) in members {
    let (name, content) = (Array(name.utf8), Array(content.utf8))
    let header =
      little(20, 2) + little(0x800, 2) + little(0, 2) + little(0x4421_0000, 4) + little(checksum(content), 4)
      + little(content.count, 4) + little(content.count, 4) + little(name.count, 2) + little(0, 2)
    directory += little(0x0201_4B50, 4) + little(0x031E, 2) + header + little(0, 10) + little(bytes.count, 4) + name
    bytes += little(0x0403_4B50, 4) + header + name + content
  }
  return bytes + directory + little(0x0605_4B50, 4) + little(0, 4) + little(members.count, 2)
    + little(members.count, 2) + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
}

/// The CRC-32 of ZIP.
private func checksum(_ bytes: [UInt8]) -> Int {
  var sum: UInt32 = ~0
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
  return Int(~sum)
}
