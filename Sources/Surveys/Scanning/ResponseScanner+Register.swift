import Findings
import Sheets

extension ResponseScanner {
  /// A text that stands for a community, as the register has it.
  struct ResolvedUnit {
    /// The community's number.
    var index: Int
    /// What the reader is told.
    var finding: Finding
  }

  /// The community of a text that is no code as written: the code in full-width digits, an old code or the full name by the
  /// register. A name that only resembles one stays unknown, and `hint` says which it resembles.
  func resolve(_ text: UnsafeBufferPointer<UInt8>, _ record: Int) -> (unit: ResolvedUnit?, hint: Finding?) {
    let written = String(decoding: text, as: UTF8.self)
    let code = written.narrowed.trimmingBlanks
    let column = layout.column(.unit)
    let heading = column.map { layout.header[$0 - 1] } ?? ""
    func found(_ code: String, _ finding: FindingCode, _ details: [String]) -> (ResolvedUnit?, Finding?) {
      let index = Array(code.utf8).withUnsafeBufferPointer { units.find($0) }
      guard let index else { return (nil, nil) }
      return (
        ResolvedUnit(
          index: index, finding: self.finding(finding, record, column: column, found: text, details: details)), nil
      )
    }
    if code != written, let unit = found(code, .answerNormalised, [heading, code]).0 { return (unit, nil) }
    guard let register, !code.isEmpty else { return (nil, nil) }
    switch register.match(written) {
    case .current(let code), .name(let code): return found(code, .answerNormalised, [heading, code])
    case .successor(let code): return found(code, .codeResolved, [code, register.asOf])
    case .hint(let names):
      let close = names.prefix(5).joined(separator: "、")
      return (nil, finding(.suffixHint, record, column: column, found: text, details: [close]))
    case .unknown: return (nil, nil)
    }
  }
}
