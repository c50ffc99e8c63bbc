import Findings
public import Sheets

/// A table from CSV text, for tests; traps if the text is no table.
public func sheet(_ text: String, file: String = "test.csv") -> CSVSheet {
  var findings: [Finding] = []
  guard let sheet = CSVSheet.read(Array(text.utf8), file: file, findings: &findings), findings.isEmpty else {
    preconditionFailure("the test's own table is faulty: \(findings)")
  }
  return sheet
}
