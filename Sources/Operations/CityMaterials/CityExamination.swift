import Findings

/// What was found in a file for the whole city, before anything of it is kept.
struct CityExamination {
  /// What the file was recognised as.
  var recognised: Bilingual
  /// The columns that are read; empty if the file is no table.
  var columns: [String] = []
  /// The rows, or whatever it counts in.
  var rows = 0
  /// Those that can be used.
  var usable = 0
  /// Everything that was found.
  var findings: [Finding] = []
  /// What would be otherwise.
  var changes: [UploadPreview.Change] = []
  /// The table without what is not read, which takes the file's place; nil if the file is kept as it is.
  var table: [UInt8]?
  /// The rows with faults, with the reasons.
  var rejections: [Language: [UInt8]] = [:]

  /// Changes that a page can show.
  private static let mostChanges = 500

  /// What the page shows of it.
  func preview(_ request: CityRequest) -> UploadPreview {
    var preview = UploadPreview(
      recognised: recognised, columns: columns, rows: rows, usable: usable, findings: findings)
    preview.changes = Array(changes.prefix(CityExamination.mostChanges))
    preview.changeCount = changes.count
    preview.request = request
    return preview
  }
}
