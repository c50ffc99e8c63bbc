/// What a file is by its first bytes.
enum FileKind: Hashable {
  case zip, gzip, sav, text
  /// Something that is not read, by its name for users.
  case unsupported(String)
  /// A compound file of Microsoft's, which holds an old workbook or an encrypted new one.
  case compoundFile

  /// Looks at the beginning of `bytes`.
  init(_ bytes: [UInt8]) {
    self =
      if ZipArchive.isZip(bytes) {
        .zip
      } else if Gzip.isGzip(bytes) {
        .gzip
      } else if bytes.starts(with: "$FL2".utf8) || bytes.starts(with: "$FL3".utf8) {
        .sav
      } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        .compoundFile
      } else if let name = FileKind.foreign(bytes) {
        .unsupported(name)
      } else {
        .text
      }
  }

  /// Kinds of file that people send by mistake.
  private static func foreign(_ bytes: [UInt8]) -> String? {
    let signatures: [(bytes: [UInt8], name: String)] = [
      (Array("%PDF".utf8), "PDF"), ([0x89] + Array("PNG".utf8), "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"),
      (Array("Rar!".utf8), "RAR"), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7-Zip"),
      ([0xFD] + Array("7zXZ".utf8), "xz"), (Array("BZh9".utf8), "bzip2"), ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"),
      (Array("SQLite format 3".utf8), "SQLite"), (Array("PK\u{07}\u{08}".utf8), "ZIP (split)"),
      (Array("$FL".utf8), "SPSS"),
    ]
    if let match = signatures.first(where: { bytes.starts(with: $0.bytes) }) { return match.name }
    // Web pages and older XML workbooks are text, but no table of delimited text.
    let mark = TextEncoding.byteOrderMark(of: bytes)?.length ?? 0
    let start = bytes.dropFirst(mark).prefix(4096).drop { $0 <= 0x20 }.prefix(256)
    let text = String(decoding: start, as: UTF8.self).lowercased()
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<table") { return "HTML" }
    if text.hasPrefix("<?xml") { return text.contains("excel") ? "Excel 2003 XML" : "XML" }
    return nil
  }
}
