import Findings
import Foundation
public import Seals

/// Reads an object's bytes piece by piece, for those who must wait between the pieces: a slow receiver never makes the rest wait in
/// memory.
public final class ObjectReader {
  private let name: String
  private let descriptor: Int32
  private let gzip = GzipReader()
  private var isComplete = false
  /// Compressed bytes that are read at once. Deflate restores at most 1032 bytes from one, so a piece has eight MiB at most.
  private static let step = 8 << 10

  /// Opens the file at `path`, which holds the object of this name; nil if there is none.
  init?(_ path: String, name: String) {
    self.name = name
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// The next bytes; nil at the end.
  ///
  /// - Throws: `StoreFailure` if the object is damaged.
  public func next() throws -> [UInt8]? {
    var piece: [UInt8] = []
    while piece.isEmpty {
      guard !isComplete else { return nil }
      var block = [UInt8](repeating: 0, count: ObjectReader.step)
      let count = read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      do {
        guard count > 0 else { throw GzipReader.Fault() }
        isComplete = try gzip.restore(Array(block.prefix(count))) { piece += $0 }
      } catch is GzipReader.Fault {
        throw StoreFailure(.objectDiffers, found: name, name)
      }
    }
    return piece
  }
}

extension EvaluationStore {
  /// A reader of an object's bytes; nil if there is no such object.
  public func reader(of digest: ContentDigest) -> ObjectReader? {
    ObjectReader(objects.location(digest), name: digest.hexadecimal)
  }
}
