import Findings
import Surveys

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
    let isLooked: Void? = bytes.withContiguousStorageIfAvailable { look($0) }
    if isLooked == nil { Array(bytes).withUnsafeBufferPointer { look($0) } }
  }

  /// Whole files go through here: no run is copied but one of a length that counts.
  private mutating func look(_ bytes: UnsafeBufferPointer<UInt8>) {
    var length = 0
    for index in bytes.indices {
      if PersonalDataScan.isPartOfWord(bytes[index]) {
        length += 1
        continue
      }
      if length == 11 || length == 18 { judge(bytes[(index - length)..<index]) }
      length = 0
    }
    if length == 11 || length == 18 { judge(bytes[(bytes.count - length)...]) }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2E || byte == 0x5F
  }

  private mutating func judge(_ slice: Slice<UnsafeBufferPointer<UInt8>>) {
    let run = Array(slice)
    if run.count == 11, run[0] == 0x31, (0x33...0x39).contains(run[1]), run.allSatisfy({ (0x30...0x39).contains($0) }) {
      numbers["mobile", default: 0] += 1
    }
    let digits = run.map { $0 | 0x20 == 0x78 ? 10 : $0 &- 0x30 }
    if run.count == 18, PersonalData.isIdentityNumber(digits) { numbers["identity", default: 0] += 1 }
  }
}
