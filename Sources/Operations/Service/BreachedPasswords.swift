import COpenSSL
import Foundation

/// Passwords that were stolen somewhere and are tried everywhere since, as a file of their SHA-1 digests in ascending order, one a line:
/// `5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:12345678`. Have I Been Pwned gives such a file away; the service asks nobody on the
/// network. It may be larger than memory: a digest is searched where the file lies.
public final class BreachedPasswords: Sendable {
  private let descriptor: Int32
  private let size: Int

  /// Hexadecimal digits of a digest.
  private static let digits = 40
  /// No line of such a file is longer.
  private static let longestLine = 80

  /// Opens a file; nil if it cannot be read or does not begin with a digest.
  public init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(status.st_size)
    guard line(at: 0) != nil else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether a password is among them; nil if the file cannot be searched.
  public func contains(_ password: String) -> Bool? {
    let wanted = BreachedPasswords.digest(of: password)
    // The lines that begin at `low` or behind it, and before `high`, are those in question.
    var (low, high) = (0, size)
    while low < high {
      let middle = (low + high) / 2
      guard let start = lineStart(from: middle, before: high) else {
        high = middle
        continue
      }
      guard let found = line(at: start) else { return nil }
      if found.digest == wanted { return true }
      if found.digest.lexicographicallyPrecedes(wanted) { low = found.next } else { high = middle }
    }
    return false
  }

  /// Where the first line begins that begins at `place` or behind it; nil if none does before `end`.
  private func lineStart(from place: Int, before end: Int) -> Int? {
    guard place > 0 else { return 0 }
    let bytes = read(at: place - 1, BreachedPasswords.longestLine + 1)
    guard let feed = bytes.firstIndex(of: 0x0A), place + feed < end else { return nil }
    return place + feed
  }

  /// The digest of the line at `place`, and where the next one begins; nil if no digest stands there.
  private func line(at place: Int) -> (digest: [UInt8], next: Int)? {
    let bytes = read(at: place, BreachedPasswords.longestLine + 1)
    let digest = bytes.prefix(BreachedPasswords.digits).map { (0x61...0x66).contains($0) ? $0 - 0x20 : $0 }
    guard digest.count == BreachedPasswords.digits,
      digest.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) })
    else { return nil }
    return (digest, place + (bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count))
  }

  private func read(at place: Int, _ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { room, initialised in
      initialised = max(0, pread(descriptor, room.baseAddress, count, off_t(place)))
    }
  }

  /// SHA-1, in which such lists are kept; it protects nothing here.
  private static func digest(of password: String) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 20)
    let text = Array(password.utf8)
    EVP_Digest(text, text.count, &bytes, nil, EVP_sha1(), nil)
    return bytes.flatMap { byte in [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x37 + $0 } }
  }
}
