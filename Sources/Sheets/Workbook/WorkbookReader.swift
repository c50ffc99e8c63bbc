public import Findings

/// Opens a file of any container.
public enum WorkbookReader {
  /// Opens a file by its content; the extension of its name only decides where the content leaves a doubt.
  ///
  /// gzip is unpacked on the way. Nothing is written to disk.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that findings show.
  ///   - encoding: the encoding of text files and old SPSS files, if the user names one (`GB18030`, `Big5` …); found out
  ///     otherwise.
  ///   - delimiter: the character between fields of text files, if the user names one; found out otherwise.
  ///   - limits: what is taken in before the file is refused.
  ///   - findings: gets every doubt and fault.
  /// - Returns: one workbook, or one per readable member of an archive. Nothing if the file is refused; then `findings` has
  ///   an error.
  public static func open(
    _ bytes: [UInt8], file: String, encoding: String? = nil, delimiter: Character? = nil,
    limits: ReadingLimits = ReadingLimits(), findings: inout [Finding]
  ) -> [Workbook] {
    var opening = FileOpening(encoding: encoding, delimiter: delimiter, limits: limits)
    let workbooks = opening.open(bytes, file: file, depth: 0)
    findings += opening.findings
    return workbooks
  }

  /// Whether this machine can read text in `encoding`: some distributions ship the C library's modules apart from it.
  public static func canDecode(_ encoding: String) -> Bool {
    guard let encoding = TextEncoding(named: encoding) else { return false }
    return TextDecoder(encoding) != nil
  }
}
