import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Testing
import Titles
import Web

/// What is due for whom, by program and on the page of today.
@Suite("What is due", .serialized)
struct DueWorkTests {
  private struct Work {
    var due: Set<String> = []
    var possible: Set<String> = []
    var tasks: Set<String> = []
    var days: [String] = []
  }

  private func work(_ user: String, _ fixture: ServiceFixture, _ client: any TestClientProtocol) async throws -> Work {
    let caller = try await Caller(fixture, user, client)
    let answer = try await caller.send("/api/v1/rounds/2014/work", .get)
    #expect(answer.status == .ok)
    let document = Caller.document(answer)
    var work = Work()
    for action in try #require(document["actions"] as? [[String: Any]]) {
      let name = try #require(action["action"] as? String)
      work.possible.insert(name)
      if action["isDue"] as? Bool == true { work.due.insert(name) }
      let words = try #require(action["requires"] as? [String: String])
      #expect(words["zh"]?.isEmpty == false && words["en"]?.isEmpty == false)
    }
    let page = String(buffer: try await caller.send("/work", .get).body)
    for task in try #require(document["tasks"] as? [[String: Any]]) {
      work.tasks.insert(try #require(task["task"] as? String))
      for words in ["name", "help"] {
        let text = try #require(task[words] as? [String: String])
        let chinese = try #require(text["zh"])
        #expect(text["en"]?.isEmpty == false && page.contains(chinese), "the page shows the same tasks")
      }
    }
    for day in try #require(document["days"] as? [[String: Any]]) {
      let date = try #require(day["day"] as? String)
      let text = try #require((day["text"] as? [String: String])?["zh"])
      work.days.append("\(date) \(text)")
      #expect(page.contains(date) && page.contains(text), "the page shows the same days")
    }
    for action in work.possible { #expect(page.contains("/rounds/2014/actions/\(action)\""), "and the same actions") }
    return work
  }

  @Test("while applications are open the district's clerk sees their end, and who only reads has nothing to do")
  func applications() async throws {
    let fixture = try await ServiceFixture()
    try CollectingRound.begin(fixture)
    try await fixture.service.application().test(.router) { client in
      let today = fixture.desk.now.day
      let clerk = try await work("east", fixture, client)
      #expect(clerk.days == ["\(today) 申报截止"])
      #expect(clerk.due.contains("apply") && clerk.possible.contains("withdrawApplication"))
      #expect(!clerk.due.contains("withdrawApplication"), "possible, but nobody waits for it")
      let auditor = try await work("auditor", fixture, client)
      #expect(auditor.days == clerk.days && auditor.possible.isEmpty)
      let office = try await work("office", fixture, client)
      #expect(office.due.contains("closeApplications") && !office.possible.contains("apply"))
      #expect(clerk.tasks.isEmpty && office.tasks.isEmpty)
    }
  }

  @Test("while material is collected files and grids are due, to those who send and mark them")
  func collecting() async throws {
    let fixture = try await CollectingRound.service()
    try await fixture.service.application().test(.router) { client in
      for (user, tasks) in [
        ("east", ["sendFiles"]), ("reviewer", ["sendFiles", "markGrids"]), ("office", ["sendFiles", "assignGrids"]),
        ("auditor", []),
      ] {
        let found = try await work(user, fixture, client).tasks
        #expect(found == Set(tasks), "\(user)")
      }
    }
  }

  @Test("a district sees its own notice alone, the city's office every one")
  func notices() async throws {
    let made = try await EvaluatedRound()
    let fixture = made.fixture
    let districts = try made.openNotices()
    let first = try #require(districts.first)
    try await fixture.admit("clerk-\(first.code)")
    try await fixture.service.application().test(.router) { client in
      let own = try await work("clerk-\(first.code)", fixture, client)
      #expect(own.days.count == 1 && own.days[0].hasSuffix("\(first.name)公示最后一日"))
      let office = try await work("office", fixture, client)
      #expect(office.days.count == districts.count)
      #expect(office.days == office.days.sorted())
    }
  }
}
