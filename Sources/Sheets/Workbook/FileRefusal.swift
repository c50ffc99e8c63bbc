import Findings

/// Why a file, or a member of an archive, cannot be read at all: one finding of severity error.
struct FileRefusal: Error, Hashable {
  /// The finding that users get.
  var finding: Finding

  /// A refusal of `file` for the reason `code`.
  init(_ code: FindingCode, file: String, sheet: String? = nil, row: Int? = nil, _ details: String...) {
    finding = Finding(code, at: Location(file: file, sheet: sheet, row: row), details: details)
  }
}
