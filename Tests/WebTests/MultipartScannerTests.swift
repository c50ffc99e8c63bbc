import Testing
import Web

@Suite("Multipart bodies")
struct MultipartScannerTests {
  /// What a browser sends for a token and a file with a Chinese name whose content looks like a boundary at first.
  static let body =
    "--AaB03x\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\nabc\r\n--AaB03x\r\n"
    + "Content-Disposition: form-data; name=\"file\"; filename=\"武进区%22;问卷.csv\"\r\nContent-Type: text/csv\r\n\r\n"
    + "a,b\r\n--AaB03\r\n--AaB0\r\n1,2\r\n\r\n--AaB03x--\r\n"

  @Test("gives the same parts however it is cut", arguments: 1...48)
  func anyCut(size: Int) throws {
    var scanner = try #require(MultipartScanner(boundary: "AaB03x"))
    var parts: [(MultipartHeader, [UInt8])] = []
    var ended = 0
    let bytes = Array(MultipartScannerTests.body.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for event in try scanner.take(bytes[start..<min(start + size, bytes.count)]) {
        switch event {
        case .part(let header): parts.append((header, []))
        case .data(let data): parts[parts.count - 1].1 += data
        case .end: ended += 1
        }
      }
    }
    try scanner.finish()
    #expect(ended == 2)
    #expect(
      parts.map(\.0) == [
        MultipartHeader(name: "_token"), MultipartHeader(name: "file", fileName: "武进区\";问卷.csv"),
      ])
    #expect(parts.map { String(decoding: $0.1, as: UTF8.self) } == ["abc", "a,b\r\n--AaB03\r\n--AaB0\r\n1,2\r\n"])
  }

  /// A body that is not well formed.
  struct FaultCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let body: String
    let error: MultipartError
  }

  static let faults = [
    FaultCase(
      testDescription: "cut short", body: "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc",
      error: .truncated),
    FaultCase(testDescription: "empty", body: "", error: .truncated),
    FaultCase(
      testDescription: "no name", body: "--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--", error: .malformed),
    FaultCase(
      testDescription: "no disposition", body: "--x\r\nContent-Type: a/b\r\n\r\nabc\r\n--x--", error: .malformed),
    FaultCase(
      testDescription: "a boundary with a tail", body: "--xy\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
      error: .malformed),
    FaultCase(
      testDescription: "headers without end", body: "--x\r\nX: " + String(repeating: "y", count: 9000),
      error: .headersTooLong),
    FaultCase(
      testDescription: "too many parts",
      body: String(repeating: "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", count: 65) + "--x--",
      error: .tooManyParts),
  ]

  @Test("refuses", arguments: faults)
  func refuses(_ c: FaultCase) throws {
    var scanner = try #require(MultipartScanner(boundary: "x"))
    #expect(throws: c.error) {
      _ = try scanner.take(Array(c.body.utf8))
      try scanner.finish()
    }
  }

  @Test("finds the boundary in the header")
  func boundary() {
    #expect(MultipartScanner.boundary(inContentType: "multipart/form-data; boundary=\"a b\"") == "a b")
    #expect(MultipartScanner.boundary(inContentType: "Multipart/Form-Data; charset=x; boundary=----y") == "----y")
    #expect(MultipartScanner.boundary(inContentType: "multipart/mixed; boundary=y") == nil)
    #expect(MultipartScanner.boundary(inContentType: "") == nil)
    #expect(MultipartScanner(boundary: String(repeating: "y", count: 71)) == nil)
  }
}
