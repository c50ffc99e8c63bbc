import Findings
import Seals

/// What was found in a file that somebody sends, before anything of it is kept.
struct UploadExamination: Sendable {
  /// What the file was recognised as.
  var recognised: Bilingual
  /// What read it, such as `plain` or `xlsx 问卷星`; the parsed table bears it with the program's version.
  var reader: String
  /// The columns of the table; empty if the file is none.
  var columns: [String] = []
  /// The rows of the table; nil if the file is none.
  var rows: Int?
  /// The rows that can be used; a file too large to be read at once is not looked through and counts whole.
  var usable = 0
  /// Everything that was found.
  var findings: [Finding] = []
  /// Responses by community.
  var counts: [UploadPreview.Count] = []
  /// The table rewritten as plain CSV, without personal data; nil if the file is plain itself or no table.
  var table: [UInt8]?
  /// The digest of a plain table's lines, whatever their ends.
  var lines: ContentDigest?
  /// Whether the file identifies people: then its own bytes are not kept, and the table takes their place.
  var isPersonal = false
  /// The rows that cannot be used, in their own columns with the reasons, as CSV to correct and send again; empty if there are none.
  var rejections: [Language: [UInt8]] = [:]

  /// Whether the round would take the file.
  var isAcceptable: Bool { !findings.contains { $0.severity == .error } }
  /// The rows that cannot be used.
  var refused: Int { (rows ?? 0) - usable }

  /// What the page and the interface show of it.
  var preview: UploadPreview {
    UploadPreview(
      recognised: recognised, columns: columns, rows: rows ?? 0, usable: usable, findings: findings, counts: counts)
  }
}
