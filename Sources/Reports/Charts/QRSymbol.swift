import CQREncode

/// A QR code (ISO/IEC 18004) as a drawing, made by libqrencode: for addresses on printed invitations.
public struct QRSymbol: Hashable, Sendable {
  /// The modules on one side, without the quiet zone.
  public let size: Int
  private let dark: [Bool]

  /// The symbol of a text with error correction of level M, which survives a crease; nil if the text is empty or too long for a symbol.
  public init?(_ text: String) {
    guard !text.isEmpty, let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let size = Int(code.pointee.width)
    guard size > 0, let data = code.pointee.data else { return nil }
    self.size = size
    // The lowest bit says whether a module is dark.
    dark = (0..<size * size).map { data[$0] & 1 == 1 }
  }

  /// Whether the module in this row and column is dark.
  public subscript(row: Int, column: Int) -> Bool {
    precondition((0..<size).contains(row) && (0..<size).contains(column), "a module lies inside the symbol")
    return dark[row * size + column]
  }

  /// The drawing with the quiet zone of four modules that readers need; one path, so that a sheet of many stays small.
  ///
  /// - Parameter label: what a screen reader says instead.
  public func drawing(label: String) -> Markup {
    let side = size + 8
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        guard self[row, column] else {
          column += 1
          continue
        }
        let start = column
        while column < size, self[row, column] { column += 1 }
        path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z"
      }
    }
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(side) \(side)", "class": "qr", "role": "img",
        "aria-label": label, "shape-rendering": "crispEdges",
      ],
      .element("path", ["d": path, "fill": "#000"]))
  }
}
