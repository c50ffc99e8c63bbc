import COpenSSL
public import Findings
import Foundation
import Seals
import Sheets
import Statistics

/// One thing that Kaoping needs of a machine, and whether it is there.
public struct MachineCheck: Hashable, Sendable {
  /// What is needed.
  public var name: Bilingual
  /// Whether it is there.
  public var isReady: Bool
  /// Whether nothing works without it.
  public var isRequired: Bool
  /// What was seen.
  public var found: String
  /// What to do if it is not there.
  public var remedy: Bilingual

  /// A check with its outcome.
  public init(name: Bilingual, isReady: Bool, isRequired: Bool, found: String, remedy: Bilingual) {
    self.name = name
    self.isReady = isReady
    self.isRequired = isRequired
    self.found = found
    self.remedy = remedy
  }

  /// The linked libraries, each tried on a known answer: a library that is not there at all stops the program before this.
  public static func libraries() -> [MachineCheck] {
    let digest = ContentDigest.of("abc").hexadecimal
    let quantile = StudentT(degreesOfFreedom: 10).quantile(0.975)
    return [
      MachineCheck(
        name: Bilingual("GSL 统计库", "GSL"), isReady: abs(quantile - 2.2281388519862739) < 1e-12, isRequired: true,
        found: GSLLibrary.version, remedy: Bilingual("apt-get install libgsl27", "apt-get install libgsl27")),
      MachineCheck(
        name: Bilingual("OpenSSL(SHA-256)", "OpenSSL (SHA-256)"),
        isReady: digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", isRequired: true,
        found: String(cString: OpenSSL_version(OPENSSL_VERSION)),
        remedy: Bilingual("apt-get install libssl3", "apt-get install libssl3")),
      chineseEncodings,
    ]
  }

  /// The C library's converters for files from Chinese Windows, which some distributions ship in a package of their own.
  private static var chineseEncodings: MachineCheck {
    let missing = ["GB18030", "Big5"].filter { !WorkbookReader.canDecode($0) }
    return MachineCheck(
      name: Bilingual("中文编码（GB18030、Big5）", "Chinese encodings (GB18030, Big5)"), isReady: missing.isEmpty,
      isRequired: false, found: missing.isEmpty ? "iconv" : missing.joined(separator: ", "),
      remedy: Bilingual("apt-get install libc-bin locales", "apt-get install libc-bin locales"))
  }

  /// The machine itself: memory, cores, room for temporary files.
  public static func machine() -> [MachineCheck] {
    let temporary = FileManager.default.temporaryDirectory.path
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: temporary)
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
    let isWritable = FileManager.default.isWritableFile(atPath: temporary)
    let process = ProcessInfo.processInfo
    return [
      MachineCheck(
        name: Bilingual("内存与处理器", "memory and cores"), isReady: true, isRequired: false,
        found: "\(process.physicalMemory >> 20) MiB, \(process.activeProcessorCount)",
        remedy: Bilingual("", "")),
      MachineCheck(
        name: Bilingual("临时文件夹", "folder for temporary files"), isReady: isWritable && free > 64 << 20,
        isRequired: true, found: "\(temporary), \(free >> 20) MiB",
        remedy: Bilingual("腾出空间，或设置 TMPDIR", "make room, or set TMPDIR")),
    ]
  }
}
