import Findings
import Foundation
import Sheets
import Surveys

/// A folder of tables that arrived as one file: a ZIP archive, whose files are taken byte for byte, or a workbook with a sheet for each.
struct MaterialFolder {
  /// The files by name.
  let files: [(name: String, bytes: [UInt8])]

  /// A library's folder holds less than this; a larger one is something else.
  private static let limits: ReadingLimits = {
    var limits = ReadingLimits()
    limits.unpackedBytes = 64 << 20
    limits.members = 500
    return limits
  }()

  /// Reads the folder that holds `marker`, wherever it lies in an archive; nil after findings.
  init?(_ bytes: [UInt8], name: String, marker: String, findings: inout [Finding]) {
    let faults = findings.count
    if let members = ArchiveFolder.files(of: bytes, file: name, limits: MaterialFolder.limits, findings: &findings) {
      files = MaterialFolder.flat(members, beside: marker)
    } else {
      files = MaterialFolder.sheets(
        WorkbookReader.open(bytes, file: name, limits: MaterialFolder.limits, findings: &findings))
    }
    guard !findings[faults...].contains(where: { $0.severity == .error }) else { return nil }
    guard files.contains(where: { $0.name == marker }) else {
      findings.append(Finding(.libraryFilesMissing, at: Location(file: name), details: [marker]))
      return nil
    }
  }

  /// The files of the folder in which the marker lies. Folders inside it, hidden files and a seal from elsewhere are left out.
  private static func flat(
    _ members: [(name: String, bytes: [UInt8])], beside marker: String
  ) -> [(name: String, bytes: [UInt8])] {
    let split = members.map { member in
      (parts: member.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init), bytes: member.bytes)
    }
    let home = split.filter { $0.parts.last == marker }.map { $0.parts.dropLast() }.min { $0.count < $1.count }
    guard let home else { return [] }
    var names: Set<String> = []
    return split.compactMap { parts, bytes in
      guard parts.dropLast() == home, let name = parts.last, !name.hasPrefix("."), name != StandardSeal.file,
        names.insert(name).inserted
      else { return nil }
      return (name, bytes)
    }
  }

  /// The sheets of a workbook as tables of their names.
  private static func sheets(_ workbooks: [Workbook]) -> [(name: String, bytes: [UInt8])] {
    var names: Set<String> = []
    return workbooks.flatMap(\.grids).compactMap { grid in
      guard let sheet = grid.name?.trimmingBlanks.lowercased(), !grid.rows.isEmpty else { return nil }
      let name = sheet.hasSuffix(".csv") ? sheet : sheet + ".csv"
      guard !name.hasPrefix("."), !name.contains("/"), !name.contains("\\"), names.insert(name).inserted else {
        return nil
      }
      return (name, table(grid))
    }
  }

  private static func table(_ grid: Grid) -> [UInt8] {
    // Sheets end in blank columns as often as not; every row of a table is as wide as its header.
    let header = grid.rows.first?.cells.map(\.text.trimmingBlanks) ?? []
    let width = (header.lastIndex { !$0.isEmpty } ?? -1) + 1
    var writer = PlainCSV()
    var next = 1
    for row in grid.rows {
      let cells = (0..<width).map { row[$0].text }
      guard cells.contains(where: { !$0.trimmingBlanks.isEmpty }) else { continue }
      writer.blankLines(row.number - next)
      next = row.number + 1
      writer.write(cells)
    }
    return writer.bytes
  }

  /// Writes the files into a new folder.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in files { try Data(file.bytes).write(to: URL(fileURLWithPath: folder + "/" + file.name)) }
  }
}
