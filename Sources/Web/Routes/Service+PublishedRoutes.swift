import Findings
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Seals
import Sheets
import Store
import Titles

extension Service {
  /// What was published, how to object, and the checker of receipts.
  func addPublishedRoutes(_ table: inout RouteTable) {
    table.get("/", .anyone) { request, context in
      let rounds = try desk.roundList().map { ($0, try desk.publishedLists($0.id)) }
      return pages.response(HomePage(rounds, on: desk.now.day, context.language), request, context)
    }
    table.get("/public/rounds/{round}", .anyone) { request, context in
      let (round, lists) = try published(context)
      return pages.response(PublicRoundPage(round, lists, on: desk.now.day, context.language), request, context)
    }
    table.get("/public/rounds/{round}/lists.csv", .anyone) { _, context in
      let (round, lists) = try published(context)
      return .download(Service.csv(round, lists), "text/csv; charset=utf-8", named: "lists-\(round.id).csv")
    }
    table.get("/public/rounds/{round}/communities/{community}", .anyone) { request, context in
      let (round, lists) = try published(context)
      let community = try community(context, round, lists)
      let page = CommunityPage(
        community, in: round, lists, figures: try await desk.figures(of: community, in: round), on: desk.now.day,
        context.language)
      return pages.response(page, request, context)
    }
    table.get("/public/rounds/{round}/object", .anyone) { request, context in
      let (round, lists) = try published(context)
      let list = try openList(request.query("list"), lists)
      return guestForm(ObjectPage(round, list, chosen: request.query("community"), context.language), request, context)
    }
    table.post("/public/rounds/{round}/object", .anyone) { request, context in try await object(request, context) }
    table.get("/public/check", .anyone) { request, context in
      pages.response(try checkPage(context), request, context)
    }
    table.post("/public/check", .anyone) { request, context in
      let fields = try await FormFields(of: request)
      var page = try checkPage(context)
      page.check(fields["receipt"] ?? "", sha256: fields["sha256"] ?? "", key: desk.verifier, context.language)
      return pages.response(page, request, context)
    }
    table.get("/public/key", .anyone) { _, _ in
      .bytes(Array((desk.verifier.text + "\n").utf8), "text/plain; charset=utf-8")
    }
    table.get("/public/head", .anyone) { _, _ in
      .bytes(Array((try desk.head()?.text ?? "").utf8), "text/plain; charset=utf-8")
    }
  }

  /// A round with what was published of it; nothing, not even its name, is there for the public before.
  func published(_ context: ServiceContext) throws -> (TitleRound, [PublishedList]) {
    let round = try round(context)
    let lists = try desk.publishedLists(round.id)
    guard !lists.isEmpty else { throw ServiceFault.notFound }
    return (round, lists)
  }

  /// The community of a path, if a list about its district was published.
  func community(_ context: ServiceContext, _ round: TitleRound, _ lists: [PublishedList]) throws -> RoundCommunity {
    guard let id = CommunityID(try context.parameter("community")), let community = round.communities[id],
      lists.contains(where: { $0.covers(community.district) })
    else { throw ServiceFault.notFound }
    return community
  }

  /// The list of this number that is on notice.
  ///
  /// - Throws: 404 if there is none.
  func openList(_ number: String?, _ lists: [PublishedList]) throws(ServiceFault) -> PublishedList {
    guard let number = number.flatMap(Int.init), let list = lists.first(where: { $0.number == number }),
      list.isOpen(on: desk.now.day)
    else { throw .notFound }
    return list
  }

  private func object(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let fields = try await guestFields(of: request)
    let (round, lists) = try published(context)
    let list = try openList(fields["list"], lists)
    var page = ObjectPage(round, list, chosen: fields["community"], context.language)
    page.ground = String((fields["ground"] ?? "").prefix(200))
    guard !page.ground.isEmpty else {
      page.fault = Words.text("groundMissing", context.language)
      return guestForm(page, request, context, .unprocessableContent)
    }
    let number = try await takeObjection(
      to: list, of: round, community: fields["community"], ground: page.ground, contact: fields["contact"] ?? "",
      context)
    page.received = number.map(String.init)
    return pages.response(page, request, context)
  }

  /// Enters an objection to a list on notice; its number.
  ///
  /// - Throws: 429 if there were too many from the same address.
  func takeObjection(
    to list: PublishedList, of round: TitleRound, community: String?, ground: String, contact: String,
    _ context: ServiceContext
  ) async throws -> Int? {
    guard try desk.mayObject(from: context.remoteAddress ?? "-") else {
      throw ServiceFault(.tooManyRequests, .tooManyAttempts, details: ["3600"], headers: [.retryAfter: "3600"])
    }
    let chosen = community.flatMap { CommunityID($0) }.flatMap { id in list.entries.first { $0.id == id } }
    let district: String
    if case .districtNotice(let code) = list.kind {
      district = code
    } else {
      district = chosen?.district ?? round.districts.first?.code ?? ""
    }
    let done = try await desk.object(
      round.id, district: district, community: chosen?.id, ground: ground,
      contact: contact.isEmpty ? nil : String(contact.prefix(500)))
    return done.value.objections.last?.number
  }

  private func checkPage(_ context: ServiceContext) throws -> CheckPage {
    CheckPage(key: desk.verifier.text, head: try desk.head()?.text, context.language)
  }

  /// All published lists as one table.
  static func csv(_ round: TitleRound, _ lists: [PublishedList]) -> [UInt8] {
    var writer = CSVWriter()
    writer.write(["list", "published_at", "first", "second", "community", "code", "district", "name"])
    for list in lists {
      for entry in list.entries {
        writer.write([
          list.kind.name, list.publishedAt?.description ?? "", list.head.first ?? "",
          list.head.count > 1 ? list.head[1] : "",
          entry.id.description, entry.code, entry.district, entry.name,
        ])
      }
    }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }
}

extension PublishedList {
  /// Whether the list says something about the communities of a district.
  func covers(_ district: String) -> Bool {
    if case .districtNotice(let code) = kind { return code == district }
    return true
  }
}

extension PublishedList.Kind {
  /// The kind as open data name it.
  var name: String {
    switch self {
    case .districtNotice: "district-notice"
    case .cityNotice: "city-notice"
    case .titles: "titles"
    case .withdrawal: "withdrawal"
    }
  }
}

extension CheckPage {
  /// Checks a receipt, and the digest of the file at hand if one is given.
  mutating func check(_ text: String, sha256: String, key: VerifierKey, _ language: Language) {
    receipt = text
    self.sha256 = sha256
    guard let read = try? JSONDecoder().decode(Receipt.self, from: Data(text.utf8)),
      sha256.isEmpty || ContentDigest(hexadecimal: sha256.lowercased()) != nil
    else {
      verdict = Notice(.wrong, Words.text("noReceipt", language))
      return
    }
    let found = read.faults(key: key, file: ContentDigest(hexadecimal: sha256.lowercased()))
    verdict = Notice(
      found.isEmpty ? .good : .wrong, Words.text(found.isEmpty ? "receiptHolds" : "receiptFails", language))
    faults = found.map { fault in
      switch fault {
      case .malformed: Words.text("receiptMalformed", language)
      case .notSigned: Words.text("receiptNotSigned", language)
      case .notIncluded: Words.text("receiptNotIncluded", language)
      case .fileNotInEvent: Words.text("receiptFileNotInEvent", language)
      case .fileDiffers: Words.text("receiptFileDiffers", language)
      }
    }.sorted()
    event = found.isEmpty ? read.event : nil
  }
}
