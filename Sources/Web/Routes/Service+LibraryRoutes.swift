import Findings
import Hummingbird
import Operations
import Titles

extension Service {
  /// Those who look at standards and questionnaires before they are frozen.
  static let libraryReaders: Set<Role> = [.administrator, .leadingGroupOffice, .leadingGroupMember, .auditor]

  /// The pages of standards and questionnaires.
  func addLibraryRoutes(_ table: inout RouteTable) {
    let readers = Access.roles(Service.libraryReaders)
    table.get("/library", readers) { request, context in
      let page = LibraryPage(
        try await desk.library(.standards, in: settings.library),
        try await desk.library(.questionnaires, in: settings.library),
        maySend: Service.materialSenders.contains(try context.signedIn().grant.role), context.language)
      return pages.response(page, request, context)
    }
    table.get("/library/{kind}/{name}", readers) { request, context in
      let entry = try await libraryEntry(context)
      let against = request.query("against").flatMap { $0.isEmpty ? nil : $0 }
      let folder = settings.library + "/" + entry.kind.folder
      var page = LibraryEntryPage(
        entry, others: ServiceDesk.folders(in: folder), against: against,
        freezeLink: try freezeLink(entry, try context.signedIn()),
        maySeal: Service.materialSenders.contains(try context.signedIn().grant.role), context.language)
      if entry.kind == .standards, let against {
        guard let changes = try await desk.difference(of: entry.name, from: against, in: settings.library) else {
          throw ServiceFault.notFound
        }
        page.compare(changes, context.language)
      }
      return pages.response(page, request, context)
    }
  }

  /// The entry of a path.
  func libraryEntry(_ context: ServiceContext) async throws -> LibraryEntry {
    guard let kind = LibraryEntry.Kind(rawValue: try context.parameter("kind")),
      let entry = try await desk.libraryEntry(kind, try context.parameter("name"), in: settings.library)
    else { throw ServiceFault.notFound }
    return entry
  }

  /// The form that freezes an entry into the round that is being drawn up; nil if there is none or the visitor may not.
  private func freezeLink(_ entry: LibraryEntry, _ visitor: Visitor) throws -> String? {
    guard let round = try currentRound(), ActionPage.isOffered(.freeze, round, visitor.grant.role) else { return nil }
    let field = entry.kind == .standards ? "standard" : "survey"
    return "/rounds/\(round.id.escapedForQuery)/actions/freeze?\(field)=\(entry.name.escapedForQuery)"
  }
}
