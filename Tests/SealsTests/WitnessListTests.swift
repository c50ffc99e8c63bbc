import Seals
import Testing

/// Who watches over a log, and what counts as a majority of them.
@Suite struct WitnessListTests {
  private func key(_ name: String, _ seed: UInt8) throws -> SigningKey {
    try #require(SigningKey(name: name, seed: [UInt8](repeating: seed, count: 32)))
  }

  @Test func moreThanHalfOfTheDistrictsAndAnAuditorAreNeeded() throws {
    let log = try key("log", 0)
    let districts = try (1...4).map { try key("d\($0)", UInt8($0)) }
    let auditor = try key("auditor", 9)
    var list = WitnessList(
      districts: 4,
      witnesses: districts.enumerated().map { .init(holder: "district:\($0)", key: $1.verifier) }
        + [.init(holder: WitnessList.auditor, key: auditor.verifier)])
    // A second key of the same district counts once.
    let second = try key("d1b", 20)
    list.witnesses.append(.init(holder: "district:0", key: second.verifier))
    let head = SignedTreeHead(TreeHead(origin: "log", size: 3, root: .of("root"), time: ""), by: log)
    func standing(_ keys: [SigningKey]) throws -> WitnessList.Standing {
      var signed = head
      for key in keys { signed = try #require(signed.cosigned(by: key)) }
      return list.standing(of: signed)
    }
    #expect(try !standing([]).isMet)
    #expect(try !standing(districts).isMet, "no auditor")
    #expect(try !standing([districts[0], districts[1], auditor]).isMet, "half is not more than half")
    #expect(try !standing([districts[0], second, districts[1], auditor]).isMet, "two keys of one district")
    #expect(try standing([districts[0], districts[1], districts[2], auditor]).isMet)
    // A stranger's signature, and one for another head, count for nothing.
    #expect(try standing([try key("stranger", 30), auditor]).districts.isEmpty)
    let other = SignedTreeHead(TreeHead(origin: "log", size: 4, root: .of("root"), time: ""), by: log)
    let moved = try #require(other.cosigned(by: districts[0])?.lines.last)
    #expect(list.standing(of: try #require(head.adding(moved))).districts.isEmpty)
  }

  @Test func theWrittenFormIsReadBack() throws {
    let list = WitnessList(
      districts: 7, witnesses: [.init(holder: "district:320402", key: try key("tianning", 3).verifier)])
    #expect(WitnessList(list.text) == list)
    for text in ["", "districts 0\n", "districts x\n", "auditor a\n", list.text + "auditor x\n"] {
      #expect(WitnessList(text) == nil, "\(text)")
    }
  }
}
