import Findings
import Glibc
import Sheets

/// libFuzzer's entry: reads the input as the kind of file that `KAOPING_FUZZ_READER` names; see the README.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReader(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let reader = getenv("KAOPING_FUZZ_READER").map { String(cString: $0) } ?? "csv"
  let file = FuzzedInput.file(of: input, for: reader)
  var findings: [Finding] = []
  let workbooks = WorkbookReader.open(file.bytes, file: file.name, findings: &findings)
  // A file that is not read must say why.
  precondition(!workbooks.isEmpty || findings.contains { $0.severity == .error }, "refused without a reason")
  for workbook in workbooks {
    for grid in workbook.grids {
      var previous = 0
      for row in grid.rows {
        precondition(row.number > previous && !row.cells.isEmpty, "rows out of order")
        previous = row.number
      }
    }
  }
  return 0
}
