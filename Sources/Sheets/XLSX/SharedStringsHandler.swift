import Findings

/// Reads the table of strings that cells share.
final class SharedStringsHandler: XMLElementHandler {
  /// The strings, by index.
  private(set) var strings: [String] = []
  private let file: String
  private let limits: ReadingLimits
  private var collector = XLSXTextCollector()

  init(file: String, limits: ReadingLimits) {
    self.file = file
    self.limits = limits
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "si" { collector.clear() } else { collector.start(name) }
  }

  override func end(_ name: XMLName) {
    guard name == "si" else { return collector.end(name) }
    strings.append(collector.text)
    if strings.count > limits.sharedStrings {
      refuse(FileRefusal(.tooManyCells, file: file, String(limits.sharedStrings)))
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    collector.append(bytes)
    if collector.bytes.count > limits.cellBytes {
      refuse(FileRefusal(.cellTooLong, file: file, String(limits.cellBytes)))
    }
  }
}
