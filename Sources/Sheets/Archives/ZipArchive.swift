import CZip
import Findings
import Glibc

/// A ZIP archive in memory, read by libzip. Nothing is ever written to disk, so a member's name is only a name.
struct ZipArchive: ~Copyable {
  /// One entry of the directory.
  struct Member: Hashable {
    /// Its place in the directory.
    var index: UInt64
    /// Its name: UTF-8, or the GB18030 of archives from Chinese Windows; control characters are replaced.
    var name: String
    /// The size it is said to unpack to.
    var declaredSize: Int
    /// Its size in the archive.
    var packedSize: Int
    /// Whether a password is needed.
    var isEncrypted: Bool
    /// Whether it is a folder.
    var isFolder: Bool { name.hasSuffix("/") || name.hasSuffix("\\") }
  }

  private let archive: OpaquePointer
  /// The archive's name as findings show it.
  let file: String
  /// The entries, in the order of the directory.
  let members: [Member]

  /// Whether `bytes` begin as ZIP archives do, the empty one included.
  static func isZip(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// Opens the archive in `bytes` for as long as `body` runs.
  static func with<Result>(
    _ bytes: [UInt8], file: String, limits: ReadingLimits,
    _ body: (borrowing ZipArchive) throws(FileRefusal) -> Result
  ) throws(FileRefusal) -> Result {
    try bytes.withUnsafeBufferPointer { buffer throws(FileRefusal) in
      let archive = try ZipArchive(UnsafeRawBufferPointer(buffer), file, limits)
      return try body(archive)
    }
  }

  private init(_ buffer: UnsafeRawBufferPointer, _ file: String, _ limits: ReadingLimits) throws(FileRefusal) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &error) else {
      throw FileRefusal(.archiveDamaged, file: file, String(cString: zip_error_strerror(&error)))
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw FileRefusal(.archiveDamaged, file: file, String(cString: zip_error_strerror(&error)))
    }
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= limits.members else {
      zip_discard(archive)
      throw FileRefusal(.tooManyMembers, file: file, String(count), String(limits.members))
    }
    self.archive = archive
    self.file = file
    members = (0..<count).compactMap { ZipArchive.member(archive, UInt64($0)) }
  }

  deinit { zip_discard(archive) }

  private static func member(_ archive: OpaquePointer, _ index: UInt64) -> Member? {
    var stat = zip_stat_t()
    zip_stat_init(&stat)
    guard zip_stat_index(archive, index, 0, &stat) == 0,
      let name = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW))
    else { return nil }
    let bytes = Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
    return Member(
      index: index, name: ArchiveNames.text(bytes), declaredSize: Int(clamping: stat.size),
      packedSize: Int(clamping: stat.comp_size), isEncrypted: stat.encryption_method != 0)
  }

  /// Unpacks `member` piece by piece.
  ///
  /// - Parameter body: gets the pieces in order; returns false when it wants no more.
  func unpack(
    _ member: Member, limits: ReadingLimits,
    _ body: (UnsafeBufferPointer<UInt8>) throws(FileRefusal) -> Bool
  ) throws(FileRefusal) {
    if member.isEncrypted { throw FileRefusal(.passwordProtected, file: file, member.name) }
    var meter = try UnpackingMeter(
      file: file, packed: member.packedSize, declared: member.declaredSize, limits: limits)
    guard let stream = zip_fopen_index(archive, member.index, 0) else {
      throw FileRefusal(.archiveDamaged, file: file, String(cString: zip_strerror(archive)))
    }
    defer { zip_fclose(stream) }
    let room = 1 << 16
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    defer { buffer.deallocate() }
    while true {
      let count = Int(zip_fread(stream, buffer, UInt64(room)))
      if count == 0 { return }
      guard count > 0 else {
        throw FileRefusal(.archiveDamaged, file: file, String(cString: zip_file_strerror(stream)))
      }
      try meter.count(count)
      guard try body(UnsafeBufferPointer(start: buffer, count: count)) else { return }
    }
  }

  /// All bytes of `member`.
  func bytes(of member: Member, limits: ReadingLimits) throws(FileRefusal) -> [UInt8] {
    var bytes: [UInt8] = []
    // What is declared may be a lie: a large table grows by itself.
    bytes.reserveCapacity(min(member.declaredSize, UnpackingMeter.harmless))
    try unpack(member, limits: limits) { piece throws(FileRefusal) in
      bytes.append(contentsOf: piece)
      return true
    }
    return bytes
  }
}
