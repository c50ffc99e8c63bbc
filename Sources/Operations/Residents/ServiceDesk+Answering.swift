import Findings
import Seals
public import Store
package import Surveys
public import Titles

/// A resident answers the questionnaire.
extension ServiceDesk {
  /// Codes that one address may try in an hour without success.
  static let mostWrongCodes = 60

  /// An invitation that was opened.
  public struct OpenInvitation: Sendable {
    /// The invitation.
    let invitation: Invitation
    /// Its batch.
    public let batch: InvitationBatch
    /// The round.
    public let round: TitleRound
    /// The form.
    package let questionnaire: Questionnaire
    /// The community's name.
    public let community: String

    /// The form with answers so far.
    package func filling(_ answers: [String: String]) -> FormFilling {
      FormFilling(questionnaire, given: invitation.design, answers: answers)
    }
  }

  /// Opens an invitation by its code.
  ///
  /// - Throws: `Refusal` with H301 if there is none (also after too many tries), H302 if it was answered, H303 if the survey is over.
  public func open(invitation text: String, from address: String) throws -> OpenInvitation {
    let unknown = Refusal(findings: [Finding(.invitationUnknown)])
    let key = "invitation:" + address
    guard let code = InvitationCode(typed: text), let (invitation, batch) = try store.invitation(code.digest),
      !batch.isVoid, let round = try store.round(batch.round)?.round
    else {
      // Only failures are counted: a whole block of flats may share an address.
      let tried = sessionClock()
      if try store.noteTry([(key, tried - 3600)], at: tried)[0] > ServiceDesk.mostWrongCodes {
        throw Refusal(findings: [Finding(.tooManyAttempts, details: ["3600"])])
      }
      throw unknown
    }
    guard !invitation.isUsed else { throw Refusal(findings: [Finding(.invitationUsed)]) }
    guard now.day <= batch.until, round.phase == .collecting else {
      throw Refusal(findings: [Finding(.invitationOver)])
    }
    let questionnaire = try questionnaire(round.id)
    let code12 = invitation.design[questionnaire.question(.unit)?.name ?? "community_id"] ?? ""
    return OpenInvitation(
      invitation: invitation, batch: batch, round: round, questionnaire: questionnaire,
      community: round.communities.values.first { $0.code == code12 }?.name ?? "")
  }

  /// Takes a filled-in questionnaire. From then on the invitation is answered, and nothing tells which answer was its.
  ///
  /// - Throws: `Refusal` with the fault of each answer, by its question's name; H302 if it was answered meanwhile.
  package func answer(_ invitation: OpenInvitation, with filling: FormFilling) throws {
    let places = filling.questionnaire.questions.indices.filter { filling.isAsked($0) }
    let faults = places.flatMap { place in
      filling.faults(place).map { finding in
        var finding = finding
        finding.location = Location(file: filling.questionnaire.questions[place].name)
        return finding
      }
    }
    guard faults.isEmpty else { throw Refusal(findings: faults) }
    let answer = OnlineAnswer(id: Hexadecimal.text(rounds.surroundings.random(16)), answers: filling.complete())
    guard
      try store.keep(
        answer, for: invitation.invitation.id, round: invitation.batch.round, scope: invitation.batch.scope)
    else { throw Refusal(findings: [Finding(.invitationUsed)]) }
  }
}
