/// How pictures, print files, office files and archives begin, so that none passes under another's name, and what no evidence is:
/// programs.
enum FileSignature {
  /// Bytes that are enough to tell.
  static let length = 1024

  private enum Mark {
    /// The file begins with these bytes.
    case start([UInt8])
    /// The file begins with these bytes and is no text.
    case binary([UInt8])
    /// These bytes stand at a place.
    case at(Int, [UInt8])
    /// They stand somewhere near the beginning.
    case near([UInt8])

    func fits(_ beginning: [UInt8]) -> Bool {
      switch self {
      case .start(let bytes): beginning.starts(with: bytes)
      case .binary(let bytes): beginning.starts(with: bytes) && beginning.contains(0)
      case .at(let place, let bytes): beginning.dropFirst(place).starts(with: bytes)
      case .near(let bytes): beginning.firstRange(of: bytes) != nil
      }
    }
  }

  private static let zip = [Mark.start(Array("PK".utf8))]
  private static let compoundFile = [Mark.start([0xD0, 0xCF, 0x11, 0xE0])]
  private static let media = [Mark.at(4, Array("ftyp".utf8)), .at(4, Array("moov".utf8)), .at(4, Array("mdat".utf8))]
  private static let jpeg = [Mark.start([0xFF, 0xD8, 0xFF])]
  private static let tiff = [Mark.start([0x49, 0x49, 0x2A, 0]), .start([0x4D, 0x4D, 0, 0x2A])]

  /// The marks of each ending, any of which will do; endings that are not here may begin in any way.
  private static let marks: [String: [Mark]] = [
    "pdf": [.near(Array("%PDF-".utf8))], "png": [.start([0x89, 0x50, 0x4E, 0x47])], "jpg": jpeg, "jpeg": jpeg,
    "gif": [.start(Array("GIF8".utf8))], "bmp": [.start(Array("BM".utf8))], "webp": [.at(8, Array("WEBP".utf8))],
    "tif": tiff, "tiff": tiff, "heic": media, "mp4": media, "mov": media, "docx": zip, "xlsx": zip, "xlsm": zip,
    "pptx": zip, "odt": zip, "ods": zip, "ofd": zip, "zip": zip, "doc": compoundFile, "xls": compoundFile,
    "ppt": compoundFile, "wps": compoundFile + zip, "et": compoundFile + zip, "rar": [.start(Array("Rar!".utf8))],
    "7z": [.start([0x37, 0x7A, 0xBC, 0xAF])], "gz": [.start([0x1F, 0x8B])],
  ]

  /// Programs of Windows, Linux and macOS, and scripts that name their interpreter.
  private static let programs: [Mark] = [
    .binary(Array("MZ".utf8)), .start([0x7F, 0x45, 0x4C, 0x46]), .start([0xCF, 0xFA, 0xED, 0xFE]),
    .start([0xCA, 0xFE, 0xBA, 0xBE]), .start(Array("#!".utf8)),
  ]

  /// Whether a file of this ending may begin like this.
  static func agrees(ending: String, _ beginning: [UInt8]) -> Bool {
    guard !programs.contains(where: { $0.fits(beginning) }) else { return false }
    guard let marks = marks[ending] else { return true }
    return marks.contains { $0.fits(beginning) }
  }
}
