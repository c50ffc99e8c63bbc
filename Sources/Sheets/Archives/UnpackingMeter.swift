import Findings

/// Counts what a packed file unpacks to and refuses it once that is beyond all use.
///
/// What an archive declares of its members' sizes can be a lie, so the bytes that come out are counted too.
struct UnpackingMeter {
  /// Below this a high ratio harms nobody, and a short table of one repeated row has it rightly.
  static let harmless = 8 << 20

  private let file: String
  private let packed: Int
  private let declared: Int?
  private let limits: ReadingLimits
  private var unpacked = 0

  /// A meter for `packed` bytes of `file`; refuses a declared size that is too large.
  init(file: String, packed: Int, declared: Int? = nil, limits: ReadingLimits) throws(FileRefusal) {
    self.file = file
    self.packed = packed
    self.declared = declared
    self.limits = limits
    if let declared { try check(total: declared) }
  }

  /// Counts bytes that came out.
  mutating func count(_ bytes: Int) throws(FileRefusal) {
    unpacked += bytes
    if let declared, unpacked > declared { throw FileRefusal(.archiveDamaged, file: file, "size > \(declared)") }
    try check(total: unpacked)
  }

  private func check(total: Int) throws(FileRefusal) {
    if total > limits.unpackedBytes {
      throw FileRefusal(.unpacksTooLarge, file: file, file, String(limits.unpackedBytes))
    }
    if total > UnpackingMeter.harmless, total / limits.ratio > packed {
      throw FileRefusal(.unpacksTooMuch, file: file, file, String(limits.ratio))
    }
  }
}
