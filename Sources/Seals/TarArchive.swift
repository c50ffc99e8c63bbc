import Foundation

/// Writes a tar archive (POSIX ustar) file by file: a form that every machine opens without this program.
///
/// Names have at most 100 bytes, files at most 8 GiB; owners and times are left at zero, so that the same content gives the same bytes.
public struct TarWriter: ~Copyable {
  /// An archive that cannot be written: the system's reason, or a name or file too long.
  public struct Fault: Error, Hashable, Sendable {
    /// The reason.
    public let reason: String
    /// Whether the disk is full.
    public let isFull: Bool
  }

  private let descriptor: Int32

  /// Writes a new file at `path`, for its owner only.
  public init(_ path: String) throws(Fault) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw TarWriter.fault() }
  }

  deinit { close(descriptor) }

  /// Adds a file whose bytes `next` gives block by block until it gives none.
  ///
  /// - Returns: the digest of the bytes.
  @discardableResult
  public func add(_ name: String, bytes size: Int, _ next: () throws -> [UInt8]) throws -> ContentDigest {
    guard name.utf8.count <= 100, size >= 0, size < 1 << 33 else {
      throw Fault(reason: "\(name): \(size)", isFull: false)
    }
    try write(TarHeader(name: name, size: size).bytes)
    let stream = DigestStream()
    var count = 0
    while case let block = try next(), !block.isEmpty {
      stream.update(block)
      count += block.count
      try write(block)
    }
    guard count == size else { throw Fault(reason: "\(name): \(count) ≠ \(size)", isFull: false) }
    try write([UInt8](repeating: 0, count: (512 - size % 512) % 512))
    return stream.digest()
  }

  /// Adds a file of these bytes.
  @discardableResult
  public func add(_ name: String, _ bytes: [UInt8]) throws -> ContentDigest {
    var rest = bytes
    return try add(name, bytes: bytes.count) {
      defer { rest = [] }
      return rest
    }
  }

  /// Ends the archive and puts it on disk.
  public func finish() throws(Fault) {
    try write([UInt8](repeating: 0, count: 1024))
    if fsync(descriptor) != 0 { throw TarWriter.fault() }
  }

  private func write(_ bytes: [UInt8]) throws(Fault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { throw TarWriter.fault() }
      rest = rest.dropFirst(count)
    }
  }

  private static func fault() -> Fault {
    Fault(reason: String(cString: strerror(errno)), isFull: errno == ENOSPC || errno == EDQUOT)
  }
}

/// Reads a tar archive (POSIX ustar) of ordinary files, one after the other.
public struct TarReader: ~Copyable {
  /// Why an archive cannot be read: it cannot be opened, ends early, or holds something else than ordinary files.
  public struct Fault: Error, Hashable, Sendable {
    /// The reason.
    public let reason: String
  }

  private let descriptor: Int32

  /// Opens a file.
  public init(_ path: String) throws(Fault) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Fault(reason: String(cString: strerror(errno))) }
  }

  deinit { close(descriptor) }

  /// Goes through the files: `begin` learns name and size and gives what takes the bytes.
  public func forEach(_ begin: (_ name: String, _ size: Int) throws -> (ArraySlice<UInt8>) throws -> Void) throws {
    while true {
      let block = try read(512)
      if block.allSatisfy({ $0 == 0 }) { return }
      guard let header = TarHeader(block) else { throw Fault(reason: "header") }
      let take = try begin(header.name, header.size)
      var rest = header.size
      while rest > 0 {
        let part = try read(min(rest, 1 << 18))
        try take(part[...])
        rest -= part.count
      }
      _ = try read((512 - header.size % 512) % 512)
    }
  }

  private func read(_ count: Int) throws(Fault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let more = bytes.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress! + got, count - got) }
      if more < 0 && errno == EINTR { continue }
      if more <= 0 { throw Fault(reason: "end") }
      got += more
    }
    return bytes
  }
}

/// The 512 bytes in front of a file.
private struct TarHeader {
  let name: String
  let size: Int

  init(name: String, size: Int) {
    self.name = name
    self.size = size
  }

  /// Reads a header with a right sum, an ordinary file, and a name that stays inside the archive's folder.
  init?(_ block: [UInt8]) {
    guard block.count == 512, TarHeader.octal(block[148..<156]) == TarHeader.sum(block),
      [0, 0x30].contains(block[156]),
      let size = TarHeader.octal(block[124..<136]), block[345] == 0
    else { return nil }
    let name = String(decoding: block[0..<100].prefix { $0 != 0 }, as: UTF8.self)
    guard !name.isEmpty, !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
    self.name = name
    self.size = size
  }

  var bytes: [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ place: Int) { block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8) }
    put(name, 0)
    put("0000600", 100)
    put("0000000", 108)
    put("0000000", 116)
    put(TarHeader.octal(size, 11), 124)
    put(TarHeader.octal(0, 11), 136)
    put("0", 156)
    put("ustar", 257)
    put("00", 263)
    put(TarHeader.octal(TarHeader.sum(block), 6), 148)
    block[155] = 0x20
    return block
  }

  /// The sum of all bytes, the sum's own field counted as blanks.
  private static func sum(_ block: [UInt8]) -> Int {
    block.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 0x20 : Int(block[$1])) }
  }

  private static func octal(_ value: Int, _ width: Int) -> String {
    let digits = String(value, radix: 8)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    return digits.isEmpty ? nil : Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }
}
