import Findings

/// Looks for personal data that must not be kept: columns that say so in their heading, and identity or telephone numbers in cells.
///
/// 《个人信息保护法》 art. 6: only what the purpose needs. An upload that has any is refused before a byte is kept, so that the promise to
/// keep originals and the promise to keep nobody's name do not meet.
struct PersonalDataScan {
  /// Headings of columns that no upload needs.
  static let headings = [
    "姓名", "电话", "手机", "身份证", "住址", "详细地址", "邮箱", "微信", "phone", "mobile", "telephone", "id_card", "idcard",
    "email", "address", "ip_address", "respondent_name", "deviceid", "device_id",
  ]

  private var columns: Set<String> = []
  private var numbers: [String: Int] = [:]

  /// What was found, such as `电话` or `mobile ×12`; empty if nothing was.
  var found: [String] { columns.sorted() + numbers.sorted { $0.key < $1.key }.map { "\($0.key) ×\($0.value)" } }

  /// Looks at the first line's headings.
  mutating func look(header: some Sequence<String>) {
    for name in header {
      let folded = name.lowercased()
      if Self.headings.contains(where: { folded == $0 || folded.contains($0) && !$0.allSatisfy(\.isASCII) }) {
        columns.insert(name)
      }
    }
  }

  /// Looks at bytes for runs of digits that are identity or mobile numbers.
  mutating func look(_ bytes: some Sequence<UInt8>) {
    var run: [UInt8] = []
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func isPartOfWord(_ byte: UInt8) -> Bool {
      isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2E || byte == 0x5F
    }
    for byte in bytes {
      if isPartOfWord(byte) {
        run.append(byte)
      } else {
        judge(run)
        run.removeAll(keepingCapacity: true)
      }
    }
    judge(run)
  }

  private mutating func judge(_ run: [UInt8]) {
    if run.count == 11, run[0] == 0x31, (0x33...0x39).contains(run[1]), run.allSatisfy({ (0x30...0x39).contains($0) }) {
      numbers["mobile", default: 0] += 1
    }
    if run.count == 18, Self.isIdentityNumber(run) { numbers["identity", default: 0] += 1 }
  }

  /// Eighteen characters with a plausible birthday and the check digit of GB 11643.
  private static func isIdentityNumber(_ run: [UInt8]) -> Bool {
    let digits = run.prefix(17).map { Int($0) - 0x30 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return false }
    let (year, month, day) = (
      digits[6] * 1000 + digits[7] * 100 + digits[8] * 10 + digits[9], digits[10] * 10 + digits[11],
      digits[12] * 10 + digits[13]
    )
    guard (1900...2100).contains(year), (1...12).contains(month), (1...31).contains(day) else { return false }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let check = Array("10X98765432".utf8)[zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11]
    return run[17] == check || (run[17] == 0x78 && check == 0x58)
  }
}
