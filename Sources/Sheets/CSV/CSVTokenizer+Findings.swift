import Findings

extension CSVTokenizer.Fault {
  /// The fault as users read it.
  func finding(file: String, row: Int) -> Finding {
    switch self {
    case .strayQuote(let column): Finding(.strayQuote, at: Location(file: file, row: row, column: column))
    case .unterminatedQuote(let column):
      Finding(.unterminatedQuote, at: Location(file: file, row: row, column: column))
    }
  }
}
