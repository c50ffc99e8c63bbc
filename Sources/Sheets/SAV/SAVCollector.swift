import CReadStat
import Findings
import Glibc

/// Takes what libreadstat finds in an SPSS file.
final class SAVCollector {
  let file: String
  let wantsCases: Bool
  /// Why the file is not read on.
  private(set) var refusal: FileRefusal?
  /// The encoding that the header declares, in upper case.
  private(set) var declaredEncoding: String?
  /// The cases.
  private(set) var rows: [GridRow] = []

  private let limits: ReadingLimits
  private var variables: [(variable: Variable, labelSet: String, format: SAVFormat)] = []
  private var labelSets: [String: [(value: String, label: String)]] = [:]
  /// The dictionary's texts as they stand in the file, for a look at their encoding.
  private var rawTexts: [UInt8] = []
  private var cells: [GridCell] = []
  private var cellCount = 0

  private static let goOn = Int32(READSTAT_HANDLER_OK)
  private static let abort = Int32(READSTAT_HANDLER_ABORT)

  /// - Parameter wantsCases: whether more than the dictionary is wanted.
  init(file: String, limits: ReadingLimits, wantsCases: Bool) {
    self.file = file
    self.limits = limits
    self.wantsCases = wantsCases
  }

  /// The collector that a callback was given.
  static func of(_ context: UnsafeMutableRawPointer?) -> SAVCollector {
    Unmanaged<SAVCollector>.fromOpaque(context!).takeUnretainedValue()
  }

  /// The variables with their labels, by column.
  var dictionary: [Variable] {
    variables.map { entry in
      var variable = entry.variable
      variable.valueLabels = labelSets[entry.labelSet] ?? []
      return variable
    }
  }

  /// The encoding of the dictionary's texts, if the header claims another, or one that libreadstat cannot name; nil if the
  /// header is to be believed. Chinese SPSS wrote GBK under any header.
  var truerEncoding: TextEncoding? {
    guard rawTexts.contains(where: { $0 >= 0x80 }) else { return nil }
    let found = EncodingDetection(of: rawTexts)
    return found.rival == nil && found.encoding.name != declaredEncoding ? found.encoding : nil
  }

  private func refuse(_ refusal: FileRefusal) -> Int32 {
    self.refusal = self.refusal ?? refusal
    return SAVCollector.abort
  }

  // MARK: Dictionary

  /// The header.
  func take(metadata: UnsafeMutablePointer<readstat_metadata_t>?) -> Int32 {
    declaredEncoding = readstat_get_file_encoding(metadata).map { String(cString: $0).uppercased() }
    let columns = Int(readstat_get_var_count(metadata))
    if columns > limits.columns { return refuse(FileRefusal(.tooManyColumns, file: file, String(limits.columns))) }
    return SAVCollector.goOn
  }

  /// The next variable.
  func take(variable: UnsafeMutablePointer<readstat_variable_t>?, labels: UnsafePointer<CChar>?) -> Int32 {
    guard let variable else { return SAVCollector.goOn }
    let missing = SAVCollector.missing(variable)
    let name = text(readstat_variable_get_name(variable))
    variables.append(
      (
        Variable(
          name: name, label: text(readstat_variable_get_label(variable)), userMissing: missing.ranges,
          userMissingTexts: missing.texts),
        text(labels), SAVFormat(text(readstat_variable_get_format(variable)))
      ))
    if variables.count > limits.columns {
      return refuse(FileRefusal(.tooManyColumns, file: file, String(limits.columns)))
    }
    return SAVCollector.goOn
  }

  private static func missing(
    _ variable: UnsafeMutablePointer<readstat_variable_t>
  ) -> (ranges: [ClosedRange<Double>], texts: [String]) {
    var ranges: [ClosedRange<Double>] = []
    var texts: [String] = []
    let count = min(max(0, readstat_variable_get_missing_ranges_count(variable)), 16)
    for index in 0..<count {
      let low = readstat_variable_get_missing_range_lo(variable, index)
      let high = readstat_variable_get_missing_range_hi(variable, index)
      if readstat_value_type(low) == READSTAT_TYPE_STRING {
        for value in [low, high] {
          guard let pointer = readstat_string_value(value) else { continue }
          let text = String(cString: pointer)
          if !texts.contains(text) { texts.append(text) }
        }
      } else {
        let (from, to) = (readstat_double_value(low), readstat_double_value(high))
        if from <= to { ranges.append(from...to) }
      }
    }
    return (ranges, texts)
  }

  /// The next value label.
  func take(label: UnsafePointer<CChar>?, of value: readstat_value_t, in set: UnsafePointer<CChar>?) -> Int32 {
    let shown: String
    if readstat_value_type(value) == READSTAT_TYPE_STRING {
      shown = text(readstat_string_value(value))
    } else {
      let number = readstat_double_value(value)
      guard number.isFinite else { return SAVCollector.goOn }
      shown = SAVFormat.shown(number)
    }
    labelSets[text(set), default: []].append((shown, text(label)))
    return SAVCollector.goOn
  }

  private func text(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer else { return "" }
    if !wantsCases {
      rawTexts.append(contentsOf: UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
      rawTexts.append(0x0A)
    }
    return String(cString: pointer)
  }

  // MARK: Cases

  /// The next value; libreadstat gives them case by case.
  func take(_ value: readstat_value_t, of variable: UnsafeMutablePointer<readstat_variable_t>?, row: Int) -> Int32 {
    guard wantsCases, let variable else { return SAVCollector.abort }
    let column = Int(readstat_variable_get_index(variable))
    guard variables.indices.contains(column) else { return SAVCollector.abort }
    if column == 0 { cells.reserveCapacity(variables.count) }
    cells.append(cell(value, variables[column].format))
    guard column == variables.count - 1 else { return SAVCollector.goOn }
    cellCount += cells.count
    if cellCount > limits.cells {
      return refuse(FileRefusal(.tooManyCells, file: file, row: row + 1, String(limits.cells)))
    }
    rows.append(GridRow(number: row + 1, cells: cells))
    cells = []
    return SAVCollector.goOn
  }

  private func cell(_ value: readstat_value_t, _ format: SAVFormat) -> GridCell {
    if readstat_value_is_system_missing(value) != 0 { return .empty }
    if readstat_value_type(value) == READSTAT_TYPE_STRING {
      guard let pointer = readstat_string_value(value), pointer.pointee != 0 else { return .empty }
      return GridCell(.text(String(cString: pointer)))
    }
    let number = readstat_double_value(value)
    return number.isFinite ? GridCell(format.value(of: number)) : .empty
  }
}
