import CZlib

/// Makes a file of what libFuzzer invents.
enum FuzzedInput {
  /// The file to read. Parts of a workbook are wrapped in an archive with right sums, which no fuzzer would find.
  static func file(of input: [UInt8], for reader: String) -> (bytes: [UInt8], name: String) {
    guard reader == "worksheet" else { return (input, "input." + reader) }
    // A byte that XML cannot hold parts the sheet from the shared strings, and those from the styles.
    let pieces = input.split(separator: 1, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
    let names = ["xl/sheet.xml", "xl/strings.xml", "xl/styles.xml"]
    return (archive(fixed + zip(names, pieces).map { ($0, $1) }), "input.xlsx")
  }

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let fixed: [(String, [UInt8])] = [
    ("[Content_Types].xml", Array("<Types/>".utf8)),
    (
      "xl/workbook.xml",
      Array("<workbook xmlns:r=\"\(office)\"><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>".utf8)
    ),
    (
      "xl/_rels/workbook.xml.rels",
      Array(
        ("<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
          + "<Relationship Id=\"b\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/>"
          + "<Relationship Id=\"c\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>").utf8)
    ),
  ]

  /// An archive of members that are stored, not packed.
  private static func archive(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in members {
      let sum = UInt32(crc32(0, bytes, UInt32(bytes.count)))
      let size = little(UInt32(bytes.count), 4)
      let header =
        little(20, 2) + little(0x800, 2) + little(0, 2) + little(0x4421_0000, 4) + little(sum, 4) + size + size
        + little(UInt32(name.utf8.count), 2) + little(0, 2)
      directory +=
        little(0x0201_4B50, 4) + little(20, 2) + header + [UInt8](repeating: 0, count: 10)
        + little(UInt32(archive.count), 4) + Array(name.utf8)
      archive += little(0x0403_4B50, 4) + header + Array(name.utf8) + bytes
    }
    let count = little(UInt32(members.count), 2)
    return archive + directory + little(0x0605_4B50, 4) + little(0, 4) + count + count
      + little(UInt32(directory.count), 4) + little(UInt32(archive.count), 4) + little(0, 2)
  }

  private static func little(_ value: UInt32, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(value >> (8 * $0) & 0xFF) }
  }
}
