import Findings
import Foundation
import Scoring
public import Store
package import Surveys
public import Titles

/// Invitations to the questionnaire page, and the way of the answers into the round.
extension ServiceDesk {
  /// An invitation as it is printed: its code is known here once and kept nowhere.
  public struct PrintedInvitation: Hashable, Sendable {
    /// The code, in groups of four that can be typed.
    public var code: String
    /// The community's name.
    public var community: String
    /// The number on the card, from 1.
    public var number: Int
  }

  /// A batch with what came of it.
  public struct BatchProgress: Hashable, Sendable {
    /// The batch.
    public var batch: InvitationBatch
    /// Invitations that were answered.
    public var answered: Int
    /// Invitations and answers by community code.
    public var communities: [String: (sent: Int, answered: Int)]

    /// Batches of equal numbers of answers are equal: the communities' counts follow from them.
    public static func == (a: BatchProgress, b: BatchProgress) -> Bool {
      a.batch == b.batch && a.answered == b.answered
    }

    /// Hashes the batch.
    public func hash(into hasher: inout Hasher) { hasher.combine(batch) }
  }

  /// The frozen questionnaire of a round.
  ///
  /// - Throws: `Refusal` before it is frozen.
  package func questionnaire(_ round: String) throws -> Questionnaire {
    try questionnaireShelf.value(round, digest: try digest(of: ["survey"], round)) {
      let scratch = try ScratchFolder()
      try rounds.unpack(round, folder: "survey", to: scratch.path + "/survey")
      var findings: [Finding] = []
      guard let (questionnaire, _) = Library.questionnaire(scratch.path + "/survey", &findings) else {
        throw Refusal(findings: findings)
      }
      return questionnaire
    }
  }

  /// The study whose invitations a person makes: the evaluator's own; the office's are the round's online survey.
  public static func study(of person: SignedInPerson) -> Scope {
    if case .study = person.grant.scope { return person.grant.scope.part("online") ?? person.grant.scope }
    return .study("online")
  }

  /// Makes invitations and gives their codes, this once; only digests are kept.
  ///
  /// - Parameter list: a table with a row for each place in the sample; see `docs/api.md`.
  /// - Throws: `Refusal` with H307 if the questionnaire cannot be asked on a page, H308 for each row that cannot be used.
  public func invite(
    _ list: String, until: CalendarDay, in round: TitleRound, by person: SignedInPerson
  ) async throws -> (batch: InvitationBatch, cards: [PrintedInvitation]) {
    let questionnaire = try questionnaire(round.id)
    if let question = FormFilling(questionnaire, given: [:]).unaskable {
      throw Refusal(findings: [Finding(.formNotOnline, found: question.name, details: [question.label.chinese])])
    }
    guard until >= now.day else { throw Refusal(findings: [Finding(.invitationOver)]) }
    var findings: [Finding] = []
    let communities = ServiceDesk.marked(in: round)
    let read = InvitationList(
      Array(list.utf8), names: ServiceDesk.designNames(questionnaire), known: Set(questionnaire.questions.map(\.name)),
      communities: Set(communities.map(\.code)), findings: &findings)
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }
    let unit = questionnaire.question(.unit)?.name ?? "community_id"
    let kinds = try reviewRules(round.id).units.mapValues(\.variant)
    let names = Dictionary(communities.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    var invitations: [Invitation] = []
    var cards: [PrintedInvitation] = []
    for (index, design) in read.designs.enumerated() {
      let code = InvitationCode(rounds.surroundings.random(InvitationCode.bytes))
      let place = design[unit] ?? ""
      invitations.append(
        Invitation(
          id: code.digest, batch: 0, design: ServiceDesk.filled(design, questionnaire, kind: kinds[place] ?? "")))
      cards.append(PrintedInvitation(code: code.text, community: names[place] ?? place, number: index + 1))
    }
    let actor = try actor(person)
    let made = invitations
    let done = try await inTurn {
      try rounds.change(
        actor.note("survey.invite", details: ["round": round.id, "invitations": String(made.count)])
      ) { session in
        let batch = InvitationBatch(
          id: try session.nextInvitationBatch(), round: round.id, scope: ServiceDesk.study(of: person), until: until,
          invitations: made.count, madeAt: session.moment.description, madeBy: person.user)
        try session.insert(
          batch,
          made.map { invitation in
            var invitation = invitation
            invitation.batch = batch.id
            return invitation
          })
        session.note.details["batch"] = String(batch.id)
        return batch
      }
    }
    return (done.value, cards)
  }

  /// The batches that a person sees, with what came of them; the newest first.
  public func invitationBatches(_ round: TitleRound, of person: SignedInPerson) throws -> [BatchProgress] {
    let unit = try? questionnaire(round.id).question(.unit)?.name
    return try store.invitationBatches(round.id).filter { ServiceDesk.sees(person, batch: $0) }.reversed().map {
      batch in
      var communities: [String: (sent: Int, answered: Int)] = [:]
      var answered = 0
      for invitation in try store.invitations(of: batch.id) {
        communities[invitation.design[unit ?? "community_id"] ?? "", default: (0, 0)].sent += 1
        guard invitation.isUsed else { continue }
        answered += 1
        communities[invitation.design[unit ?? "community_id"] ?? "", default: (0, 0)].answered += 1
      }
      return BatchProgress(batch: batch, answered: answered, communities: communities)
    }
  }

  /// Makes a batch void, as after a lost print-out; answers that came stay.
  public func makeVoid(batch id: Int, in round: TitleRound, by person: SignedInPerson) async throws {
    let actor = try actor(person)
    _ = try await inTurn {
      try rounds.change(actor.note("survey.void", details: ["round": round.id, "batch": String(id)])) { session in
        guard let batch = try session.invitationBatch(id), batch.round == round.id,
          ServiceDesk.sees(person, batch: batch),
          !batch.isVoid
        else { throw Refusal(findings: [Finding(.unknownInRound, found: String(id), details: [String(id)])]) }
        try session.makeVoid(batch)
      }
    }
  }

  /// Takes the answers that came so far into the round: they become an upload of the study's online part with its receipt, in the place
  /// of the one before.
  public func takeOnlineAnswers(in round: TitleRound, by person: SignedInPerson) async throws
    -> EvaluationDesk.Done<UploadRecord>
  {
    let scope = ServiceDesk.study(of: person)
    let questionnaire = try questionnaire(round.id)
    let answers = try store.onlineAnswers(round.id, scope)
    guard !answers.isEmpty else { throw Refusal(findings: [Finding(.nothingAnswered)]) }
    let bytes = OnlineResponses.table(answers, questionnaire)
    let actor = try actor(person)
    return try await inTurn {
      let scratch = try ScratchFolder()
      let path = scratch.path + "/responses.csv"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return try rounds.receive(
        UploadRequest(round: round.id, kind: .responses, scope: scope, path: path, name: "online-responses.csv"),
        by: actor)
    }
  }

  private static func sees(_ person: SignedInPerson, batch: InvitationBatch) -> Bool {
    switch person.grant.role {
    case .leadingGroupOffice, .leadingGroupMember, .auditor: true
    default: person.grant.scope.covers(batch.scope)
    }
  }

  /// The questionnaire's names for the columns of a list of invitations.
  private static func designNames(_ questionnaire: Questionnaire) -> [String: String] {
    let roles: [(String, Question.Role)] = [
      ("community_id", .unit), ("stratum", .stratum), ("psu", .cluster), ("weight", .weight),
    ]
    return Dictionary(
      roles.compactMap { column, role in questionnaire.question(role).map { (column, $0.name) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A place in the sample with what follows from it: the way of asking, and the kind of community where the form asks for it.
  private static func filled(_ design: [String: String], _ questionnaire: Questionnaire, kind: String) -> [String:
    String]
  {
    var design = design
    if let mode = questionnaire.question(.mode), design[mode.name] == nil,
      let web = mode.choices.first(where: { ["web", "online", "net", "internet", "网络"].contains($0.code.lowercased()) })
    {
      design[mode.name] = web.code
    }
    if let asked = questionnaire.question(named: "kind"), design["kind"] == nil,
      asked.choices.contains(where: { $0.code == kind })
    {
      design["kind"] = kind
    }
    return design
  }
}
