package import Findings

/// The files of a ZIP archive as they are, byte for byte: a folder of tables that somebody packed to send it.
package enum ArchiveFolder {
  /// The members with their names as the archive has them, without what programs put in beside them; nil if the bytes are no ZIP archive
  /// or are a workbook, empty after findings. Nothing is written to disk, so a name is only a name.
  package static func files(
    of bytes: [UInt8], file: String, limits: ReadingLimits, findings: inout [Finding]
  ) -> [(name: String, bytes: [UInt8])]? {
    guard ZipArchive.isZip(bytes) else { return nil }
    do throws(FileRefusal) {
      return try ZipArchive.with(bytes, file: file, limits: limits) {
        archive throws(FileRefusal) -> [(name: String, bytes: [UInt8])]? in
        if PackageParts(archive, limits: limits) != nil { return nil }
        var files: [(name: String, bytes: [UInt8])] = []
        var unpacked = 0
        for member in archive.members where !member.isFolder && !FileOpening.isBystander(member.name) {
          let bytes = try archive.bytes(of: member, limits: limits)
          unpacked += bytes.count
          // Each member may be small enough, and all of them together still too much.
          if unpacked > limits.unpackedBytes {
            throw FileRefusal(.unpacksTooLarge, file: file, file, String(limits.unpackedBytes))
          }
          files.append((member.name, bytes))
        }
        return files
      }
    } catch {
      findings.append(error.finding)
      return []
    }
  }
}
