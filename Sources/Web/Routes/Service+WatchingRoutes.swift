import Findings
import Hummingbird
import Operations
import Seals
import Titles

extension Service {
  /// Those who see which checks were drawn.
  static let checkReaders = Access.roles([.leadingGroupOffice, .leadingGroupMember, .auditor, .thirdParty])
  /// Those who see who watches over the log, and may bring what a witness has signed: the signatures speak for themselves.
  static let witnessReaders = Access.roles([.administrator, .auditor, .leadingGroupOffice, .districtOffice])

  /// The pages of checks on the spot and of witnesses.
  func addWatchingRoutes(_ table: inout RouteTable) {
    table.get("/rounds/{round}/spot-checks", Service.checkReaders) { request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let page = SpotChecksPage(
        round, try desk.spotChecks(of: round.id), checkers: try desk.possibleCheckers(), for: visitor,
        context.language)
      return pages.response(page, request, context)
    }
    table.form("/rounds/{round}/spot-checks", .roles([.leadingGroupOffice])) { fields, _, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let checkers = fields.all("checkers").filter { !$0.isEmpty }
      guard let seed = fields["seed"], !seed.isEmpty, !checkers.isEmpty,
        let count = fields["count"].flatMap(Int.init), (1...1000).contains(count)
      else {
        let names = ["seed", "checkers", "perList"].map { Words.text($0, context.language) }
        throw ServiceFault(.unprocessableContent, .fieldInvalid, details: [names.joined(separator: ", "), "1–1000"])
      }
      _ = try await desk.drawSpotChecks(round.id, seed: seed, count: count, checkers: checkers, by: visitor.person)
      return .seeOther("/rounds/\(round.id.escapedForQuery)/spot-checks?done=drawn")
    }
    table.get("/witnesses", Service.witnessReaders) { request, context in
      let round = try currentRound()
      let page = WitnessesPage(
        try desk.witnesses(), try round.map { try desk.watching(over: $0) }, round: round, head: try desk.head(),
        mayAdd: try context.signedIn().grant.role == .administrator, context.language)
      return pages.response(page, request, context)
    }
    table.form("/witnesses", .roles([.administrator])) { fields, _, context in
      let visitor = try context.signedIn()
      try proved(visitor)
      guard let key = fields["key"].flatMap({ VerifierKey($0) }) else {
        throw ServiceFault(
          .unprocessableContent, .fieldInvalid,
          details: [Words.text("publicKey", context.language), Words.text("witnessUnreadable", context.language)])
      }
      try await desk.addWitness(key, holder: fields["holder"] ?? "", by: visitor.person)
      return .seeOther("/witnesses?done=witnessAdded")
    }
    table.form("/witnesses/cosigned", Service.witnessReaders) { fields, _, context in
      // A browser sends lines that end in CRLF, and a field without the last of them.
      let text = (fields["head"] ?? "").split(separator: "\r\n", omittingEmptySubsequences: false)
        .joined(separator: "\n")
      guard let head = SignedTreeHead(text + "\n") else {
        throw ServiceFault(
          .unprocessableContent, .fieldInvalid,
          details: [Words.text("cosignedHead", context.language), Words.text("headUnreadable", context.language)])
      }
      _ = try await desk.take(cosigned: head, by: try context.signedIn().person)
      return .seeOther("/witnesses?done=headTaken")
    }
  }
}
