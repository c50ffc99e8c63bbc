import Findings
import Foundation
import Seals
import Sheets
import Surveys
import Synchronization

/// A city's folder: what is in it, what was read, and the checksum of each file that was.
struct CityFolder {
  /// The files that were read, in the order of their names.
  var files: [RatingResult.File] { records.values.sorted { $0.name < $1.name } }

  /// What old codes and names in the tables mean; nil takes them as they stand.
  var register: CommunityRegister?

  private let path: String
  private var entries: [String] = []
  private var records: [String: RatingResult.File] = [:]
  private let underWay = TablesUnderWay()
  private var readings: [String: TableReading] = [:]

  init(_ path: String) { self.path = path }

  /// Whether the folder can be listed; otherwise a finding.
  mutating func isReadable(_ findings: inout [Finding]) -> Bool {
    guard let names = InputFile.names(in: path, called: path, &findings) else { return false }
    entries = names
    return true
  }

  /// Whether the folder has an entry of that name.
  func has(_ file: String) -> Bool { entries.contains(file) }

  /// Tables that are being read. Copies of a folder share them, so that whoever takes one is the last to hold it.
  private final class TablesUnderWay: Sendable {
    private let tasks = Mutex<[String: Task<TableReading, Never>]>([:])

    func begin(_ file: String, _ read: @escaping @Sendable () -> TableReading) {
      tasks.withLock { $0[file] = Task { read() } }
    }

    func take(_ file: String) -> Task<TableReading, Never>? { tasks.withLock { $0.removeValue(forKey: file) } }
  }

  /// A file as it was read, before anything of it is known to be needed.
  private struct TableReading {
    var required: [String]
    var sheet: CSVSheet?
    var sha256 = ""
    var bytes: Int?
    var findings: [Finding] = []

    init(_ path: String, _ file: String, required: [String]) {
      self.required = required
      guard let bytes = InputFile.contents(of: path + "/" + file, name: file, &findings) else { return }
      self.bytes = bytes.count
      sha256 = ContentDigest.of(bytes).hexadecimal
      sheet =
        !UTF8Validation.isText(bytes)
        ? CityFolder.reencoded(bytes, file, required: required, &findings)
        : CSVSheet.read(bytes, file: file, required: required, findings: &findings)
    }
  }

  /// Begins to read those of the tables that are there, on other cores, while the standard and the questionnaire are read. What is
  /// never asked for leaves no trace.
  func readAhead(_ tables: [(file: String, required: [String])]) {
    for (file, required) in tables where has(file) {
      underWay.begin(file) { [path] in TableReading(path, file, required: required) }
    }
  }

  /// Waits for tables that are read ahead, so that `table` has them.
  mutating func settle(_ files: [String]) async {
    for file in files {
      if let reading = underWay.take(file) { readings[file] = await reading.value }
    }
  }

  /// A table of the folder with its checksum; nil after findings.
  mutating func table(_ file: String, required: [String], _ findings: inout [Finding]) -> CSVSheet? {
    let ahead = readings.removeValue(forKey: file).flatMap { $0.required == required ? $0 : nil }
    let reading = ahead ?? TableReading(path, file, required: required)
    findings += reading.findings
    guard let bytes = reading.bytes else { return nil }
    add(file, sha256: reading.sha256, bytes: bytes, rows: 0, used: 0)
    guard let sheet = reading.sheet, let register else { return reading.sheet }
    return CityFolder.resolved(sheet, by: register, &findings)
  }

  /// A table in another encoding, which is found out and noted.
  private static func reencoded(
    _ bytes: [UInt8], _ file: String, required: [String], _ findings: inout [Finding]
  ) -> CSVSheet? {
    guard let workbook = WorkbookReader.open(bytes, file: file, findings: &findings).first,
      let grid = workbook.grids.first
    else { return nil }
    findings.append(
      Finding(
        .readGenerally, at: Location(file: file),
        details: ["CSV", [workbook.encoding ?? "", workbook.delimiter.map(String.init) ?? ""].joined(separator: " ")]))
    var plain = PlainCSV()
    var next = 1
    for row in grid.rows {
      plain.blankLines(row.number - next)
      next = row.number + 1
      plain.write(row.cells.map(\.text))
    }
    return CSVSheet.read(plain.bytes, file: file, required: required, findings: &findings)
  }

  /// Adds what was read meanwhile through a copy of this folder.
  mutating func merge(_ other: CityFolder) { records.merge(other.records) { own, _ in own } }

  /// Records a file that was read.
  mutating func add(_ name: String, sha256: String, bytes: Int, rows: Int, used: Int) {
    records[name] = RatingResult.File(name: name, sha256: sha256, bytes: bytes, rows: rows, used: used)
  }

  /// Records the rows of a file, and how many of them were used.
  mutating func use(_ name: String, rows: Int, used: Int? = nil) {
    records[name]?.rows = rows
    records[name]?.used = used ?? rows
  }

  /// Takes rows off those used.
  mutating func leaveOut(_ rows: Int, of name: String) { records[name]?.used -= rows }

  /// The endings of files that may hold responses.
  private static let containers = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".sav", ".zsav", ".json", ".zip", ".gz"]

  /// The files of responses in the order of their names; nil after a finding if there is none.
  func responseFiles(_ findings: inout [Finding]) -> [(path: String, name: String)]? {
    let folder = path + "/responses"
    guard let names = InputFile.names(in: folder, called: "responses", &findings) else { return nil }
    let tables = names.filter { name in
      !name.hasPrefix(".") && !name.hasPrefix("~$")
        && CityFolder.containers.contains { name.lowercased().hasSuffix($0) }
    }
    guard !tables.isEmpty else {
      findings.append(Finding(.noResponseFiles, at: Location(file: "responses"), details: ["responses"]))
      return nil
    }
    return tables.map { (folder + "/" + $0, "responses/" + $0) }
  }

  /// The size of all `paths` in bytes.
  func size(of paths: [String]) -> Int {
    paths.reduce(0) { sum, path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return sum + ((attributes?[.size] as? NSNumber)?.intValue ?? 0)
    }
  }

  /// Notes the tables that nobody read.
  func noteUnused(_ findings: inout [Finding]) {
    for entry in entries where entry.hasSuffix(".csv") && records[entry] == nil {
      if findings.contains(where: { $0.location?.file == entry }) { continue }
      findings.append(Finding(.unusedFile, at: Location(file: entry)))
    }
  }
}
