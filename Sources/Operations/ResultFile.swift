/// A file of a rating: its name and its content in pieces, each made when it is needed.
///
/// A large document never stands in memory as a whole: some pieces are made ahead on other cores while the one before them is
/// written. The pieces and their order are the same however many cores there are.
public struct ResultFile: Sendable {
  /// The name in the results' folder.
  public let name: String

  private let count: Int
  private let piece: @Sendable (Int) -> [UInt8]

  /// A file of these bytes.
  public init(_ name: String, _ bytes: [UInt8]) { self.init(name, pieces: 1) { _ in bytes } }

  /// A file that is made when it is written.
  public init(_ name: String, making bytes: @escaping @Sendable () -> [UInt8]) {
    self.init(name, pieces: 1) { _ in bytes() }
  }

  /// A file of the pieces 0 ..< `pieces`.
  init(_ name: String, pieces: Int, _ piece: @escaping @Sendable (Int) -> [UInt8]) {
    self.name = name
    count = pieces
    self.piece = piece
  }

  /// The whole content.
  public var bytes: [UInt8] { (0..<count).flatMap(piece) }

  /// Pieces that are made at once.
  private static let underWay = 3

  /// Hands the pieces over in order, until `take` says that it wants no more.
  func forEachPiece(_ take: ([UInt8]) -> Bool) async {
    let (count, piece) = (count, piece)
    guard count > 1 else {
      if count == 1 { _ = take(piece(0)) }
      return
    }
    await withTaskGroup(of: (Int, [UInt8]).self) { group in
      var started = 0
      func start() {
        guard started < count else { return }
        let index = started
        group.addTask { (index, piece(index)) }
        started += 1
      }
      for _ in 0..<ResultFile.underWay { start() }
      var made: [Int: [UInt8]] = [:]
      var next = 0
      while let (index, bytes) = await group.next() {
        made[index] = bytes
        while let bytes = made.removeValue(forKey: next) {
          guard take(bytes) else { return }
          next += 1
          start()
        }
      }
    }
  }
}
