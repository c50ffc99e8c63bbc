public import Findings

/// Why a workbook was not written.
public enum SpreadsheetError: Error, Hashable, Sendable {
  /// The library refused, with its own words.
  case library(String)
  /// The temporary folder cannot be used, with the system's reason.
  case folderUnusable(String)
  /// More rows than a worksheet holds.
  case tooManyRows(sheet: String, rows: Int)

  /// What happened, in a sentence.
  public var message: Bilingual {
    switch self {
    case .library(let reason):
      Bilingual("无法生成工作簿：\(reason)", "the workbook cannot be made: \(reason)")
    case .folderUnusable(let reason):
      Bilingual("无法使用临时文件夹：\(reason)", "the temporary folder cannot be used: \(reason)")
    case .tooManyRows(let sheet, let rows):
      Bilingual(
        "工作表“\(sheet)”需要 \(rows) 行，超过 1048576 行的上限",
        "the sheet “\(sheet)” needs \(rows) rows, more than the 1,048,576 that a sheet holds")
    }
  }
}
