import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Testing
import Titles
import Web

/// The list of a round's files when they are many: page by page, and by name.
@Suite("The list of files", .serialized)
struct UploadListTests {
  /// A round that collects, with 205 pieces of evidence of the eastern district.
  private static func fixture() async throws -> ServiceFixture {
    let fixture = try await CollectingRound.service()
    let desk = fixture.desk.rounds
    let clerk = try desk.actor(try #require(try fixture.desk.user("east")), as: nil)
    let file = URL(fileURLWithPath: fixture.directory + "-evidence.bin")
    for number in 1...205 {
      try Data([0, UInt8(number)]).write(to: file)
      let name = number % 100 == 3 ? "台账-\(number).bin" : "photo-\(number).bin"
      _ = try desk.receive(
        UploadRequest(round: "2014", kind: .evidence, scope: .district("320402"), path: file.path, name: name),
        by: clerk)
    }
    return fixture
  }

  @Test("every file is on one page of the list, by program and in the browser, and others' files on none")
  func pages() async throws {
    let fixture = try await Self.fixture()
    try await fixture.service.application().test(.router) { client in
      let clerk = try await Caller(fixture, "east", client)
      var numbers: [Int] = []
      var path: String? = "/api/v1/rounds/2014/uploads?limit=100"
      while let address = path {
        let page = Caller.document(try await clerk.send(address, .get))
        let items = try #require(page["items"] as? [[String: Any]])
        numbers += items.compactMap { $0["number"] as? Int }
        path = (page["next"] as? String).map { "/api/v1/rounds/2014/uploads?limit=100&cursor=\($0)" }
        #expect(items.count == (path == nil ? 5 : 100))
      }
      #expect(numbers == Array(1...205))
      let first = String(buffer: try await clerk.send("/rounds/2014/uploads", .get).body)
      #expect(first.contains("photo-205.bin") && first.contains("photo-6.bin") && !first.contains("photo-5.bin"))
      let link = try #require(first.firstMatch(of: /href="(\/rounds\/2014\/uploads\?before=[^"]*)"/)).1
      let second = try await clerk.send(String(link).replacing("&amp;", with: "&"), .get)
      let rest = String(buffer: second.body)
      #expect(rest.contains("photo-5.bin") && rest.contains("photo-1.bin") && !rest.contains("photo-6.bin"))
      #expect(!rest.contains("?before="), "these were the last")
      let other = try await Caller(fixture, "west", client)
      #expect(Caller.document(try await other.send("/api/v1/rounds/2014/uploads", .get))["items"] as? [String] == [])
    }
  }

  @Test("files are found by a part of their name")
  func names() async throws {
    let fixture = try await Self.fixture()
    try await fixture.service.application().test(.router) { client in
      let clerk = try await Caller(fixture, "east", client)
      let name = "台账".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      let found = Caller.document(try await clerk.send("/api/v1/rounds/2014/uploads?name=\(name)&limit=2", .get))
      #expect((found["items"] as? [[String: Any]])?.compactMap { $0["number"] as? Int } == [3, 103])
      let next = try #require(found["next"] as? String)
      let rest = Caller.document(
        try await clerk.send("/api/v1/rounds/2014/uploads?name=\(name)&limit=2&cursor=\(next)", .get))
      #expect((rest["items"] as? [[String: Any]])?.compactMap { $0["number"] as? Int } == [203])
      #expect(rest["next"] is NSNull)
      let page = String(buffer: try await clerk.send("/rounds/2014/uploads?name=\(name)", .get).body)
      #expect(page.contains("台账-203.bin") && page.contains("台账-3.bin") && !page.contains("photo-"))
      let none = String(buffer: try await clerk.send("/rounds/2014/uploads?name=nothing", .get).body)
      #expect(none.contains("没有找到。") && none.contains("value=\"nothing\""))
    }
  }
}
