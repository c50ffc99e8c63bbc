import Reports
import Testing

/// Symbols are libqrencode's; what is tested is that they come out as they are (ISO/IEC 18004).
@Suite struct QRSymbolTests {
  /// A finder pattern: seven by seven, a ring inside a ring around three by three.
  private func isFinder(_ symbol: QRSymbol, _ top: Int, _ left: Int) -> Bool {
    (0..<7).allSatisfy { row in
      (0..<7).allSatisfy { column in
        let ring = min(min(row, 6 - row), min(column, 6 - column))
        return symbol[top + row, left + column] == (ring != 1)
      }
    }
  }

  @Test(arguments: ["http://10.0.0.5:8080/q/0123-4567-89ab-cdef", "请您评一评", "x"])
  func hasItsFinders(_ text: String) throws {
    let symbol = try #require(QRSymbol(text))
    #expect((symbol.size - 17).isMultiple(of: 4))
    #expect(isFinder(symbol, 0, 0) && isFinder(symbol, 0, symbol.size - 7) && isFinder(symbol, symbol.size - 7, 0))
    #expect(!isFinder(symbol, symbol.size - 7, symbol.size - 7))
    // The timing pattern alternates from dark.
    #expect((8..<symbol.size - 8).allSatisfy { symbol[6, $0] == $0.isMultiple(of: 2) })
    #expect(symbol[symbol.size - 8, 8], "the module that is always dark")
    let drawing = symbol.drawing(label: "a<b").source
    #expect(drawing.contains("viewBox=\"0 0 \(symbol.size + 8) \(symbol.size + 8)\"") && drawing.contains("a&lt;b"))
  }

  @Test func refusesWhatFitsNoSymbol() {
    #expect(QRSymbol("") == nil)
    #expect(QRSymbol(String(repeating: "x", count: 4000)) == nil)
  }
}
