import Findings

/// One file on its way through its wrappings to the tables inside.
struct FileOpening {
  let encoding: String?
  let delimiter: Character?
  let limits: ReadingLimits
  /// The doubts and faults so far.
  private(set) var findings: [Finding] = []
  private var unpacked = 0

  /// An opening with what the user asked for.
  init(encoding: String?, delimiter: Character?, limits: ReadingLimits) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.limits = limits
  }

  /// The tables of `bytes`, which lie inside `depth` archives.
  mutating func open(_ bytes: [UInt8], file: String, depth: Int) -> [Workbook] {
    do throws(FileRefusal) {
      switch FileKind(bytes) {
      case .text:
        // Text may have any name but that of a binary container: then it is a damaged one, and no table to be guessed at.
        if let name = FileOpening.binaryName(file) { throw FileRefusal(.contentMismatch, file: file, name) }
        return openText(bytes, file: file)
      case .sav:
        return [
          try SAVReader.workbook(bytes, file: file, encoding: encoding, limits: limits, findings: &findings)
        ]
      case .zip: return try openZip(bytes, file: file, depth: depth)
      case .gzip:
        if depth > limits.nesting { throw FileRefusal(.archivesTooDeep, file: file, String(limits.nesting)) }
        let name = file.lowercased().hasSuffix(".gz") ? String(file.dropLast(3)) : file
        return open(try Gzip.unpack(bytes, file: file, limits: limits), file: name, depth: depth + 1)
      case .compoundFile: throw FileOpening.refusalOfCompoundFile(bytes, file: file)
      case .unsupported(let name): throw FileRefusal(.containerUnsupported, file: file, name)
      }
    } catch {
      findings.append(error.finding)
      return []
    }
  }

  private mutating func openText(_ bytes: [UInt8], file: String) -> [Workbook] {
    let workbook =
      if JSONDocument.isLikely(bytes, file: file) {
        JSONDocument.open(bytes, file: file, encoding: encoding, limits: limits, findings: &findings)
      } else {
        CSVGrid.open(
          bytes, file: file, encoding: encoding, delimiter: delimiter, limits: limits, findings: &findings)
      }
    return workbook.map { [$0] } ?? []
  }

  private mutating func openZip(_ bytes: [UInt8], file: String, depth: Int) throws(FileRefusal) -> [Workbook] {
    try ZipArchive.with(bytes, file: file, limits: limits) { archive throws(FileRefusal) in
      if let parts = PackageParts(archive, limits: limits) {
        return [try XLSXReader.workbook(parts, archive, &findings)]
      }
      if archive.members.first?.name == "mimetype" {
        throw FileRefusal(.containerUnsupported, file: file, "OpenDocument (.ods)")
      }
      if depth > limits.nesting { throw FileRefusal(.archivesTooDeep, file: file, String(limits.nesting)) }
      return try openMembers(of: archive, depth: depth)
    }
  }

  /// The tables of an archive's members. One that cannot be read does not keep the others from being read.
  private mutating func openMembers(
    of archive: borrowing ZipArchive, depth: Int
  ) throws(FileRefusal) -> [Workbook] {
    var workbooks: [Workbook] = []
    var isEmpty = true
    let first = findings.count
    for member in archive.members where !member.isFolder && !FileOpening.isBystander(member.name) {
      isEmpty = false
      let name = "\(archive.file)/\(member.name)"
      do throws(FileRefusal) {
        let bytes = try archive.bytes(of: member, limits: limits)
        unpacked += bytes.count
        // Each member may be small enough, and all of them together still too much.
        if unpacked > limits.unpackedBytes {
          throw FileRefusal(.unpacksTooLarge, file: archive.file, archive.file, String(limits.unpackedBytes))
        }
        let before = findings.count
        let tables = open(bytes, file: name, depth: depth + 1)
        workbooks += tables
        if tables.isEmpty { excuse(from: before) }
      } catch {
        if error.finding.code == .unpacksTooLarge { throw error }
        findings.append(error.finding)
      }
    }
    if isEmpty { throw FileRefusal(.fileEmpty, file: archive.file) }
    // Nothing but photographs and documents: the notes on them do not say that the archive as a whole is refused.
    if workbooks.isEmpty, !findings[first...].contains(where: { $0.severity == .error }) {
      throw FileRefusal(.containerUnsupported, file: archive.file, "ZIP")
    }
    return workbooks
  }

  /// Photographs and documents beside the data are no fault of the archive: says so in a note.
  private mutating func excuse(from first: Int) {
    for index in findings.indices[first...] where findings[index].code == .containerUnsupported {
      findings[index].severity = .note
    }
  }

  /// What a file's name claims, if no text bears such a name; tools do give CSV the name `.xls`.
  private static func binaryName(_ file: String) -> String? {
    let suffix = file.lowercased().split(separator: ".").last ?? ""
    return ["xlsx", "xlsm", "zip", "sav", "zsav", "gz", "ods"].contains(suffix) ? String(suffix) : nil
  }

  /// Files that programs put into archives beside the data.
  static func isBystander(_ name: String) -> Bool {
    let base = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    return name.hasPrefix("__MACOSX/") || base.hasPrefix(".") || base == "Thumbs.db" || base == "desktop.ini"
  }

  /// Says which of the two a compound file is: the encrypted one names its stream in UTF-16.
  private static func refusalOfCompoundFile(_ bytes: [UInt8], file: String) -> FileRefusal {
    let name = Array("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    let isEncrypted = bytes.indices.contains { start in
      bytes[start] == name[0] && bytes[start...].starts(with: name)
    }
    return isEncrypted
      ? FileRefusal(.passwordProtected, file: file, file)
      : FileRefusal(.containerUnsupported, file: file, "Excel 97–2003 (.xls)")
  }
}
