import Findings
import Operations
import Seals
import Titles

/// Those who watch over the log from outside: their keys, the head to sign, and how many have signed.
struct WitnessesPage: Page {
  static let template = "office/witnesses"

  /// A key.
  struct Row: Hashable, Sendable {
    var holder: String
    var key: String
    var state: String
    var kind: String
  }

  var title: String
  var rows: [Row]
  var hasRows: Bool
  var figures: [Figure]
  var verdict: Notice?
  var witnessed: String?
  var head: String?
  var mayAdd: Bool
  var holders: [ListChoice]

  /// - Parameters:
  ///   - watching: how far the round's history is witnessed; nil without a round.
  ///   - round: the round, for the names of its districts.
  init(
    _ witnesses: [WitnessList.Witness], _ watching: ServiceDesk.Watching?, round: TitleRound?, head: SignedTreeHead?,
    mayAdd: Bool, _ language: Language
  ) {
    title = Words.text("witnesses", language)
    let best = watching?.best
    func name(_ holder: String) -> String {
      if holder == WitnessList.auditor { return Words.text("auditorHolder", language) }
      guard case .district(let code)? = Scope(holder) else { return holder }
      return round?.districts.first { $0.code == code }.map { "\($0.name) \(code)" } ?? holder
    }
    rows = witnesses.map { witness in
      let hasSigned = best?.head.isSigned(by: witness.key) ?? false
      return Row(
        holder: name(witness.holder), key: witness.key.text,
        state: Words.text(hasSigned ? "yes" : "no", language), kind: hasSigned ? "good" : "wait")
    }
    hasRows = !rows.isEmpty
    figures = []
    if let watching, hasRows {
      figures = [
        Figure(
          Words.text("districtsSigned", language), Words.grouped(best?.standing.districts.count ?? 0),
          "/ \(Words.grouped(watching.list.districts))"),
        Figure(
          Words.text("auditorSigned", language), Words.text(best?.standing.hasAuditor ?? false ? "yes" : "no", language)
        ),
      ]
      let isMet = best?.standing.isMet ?? false
      verdict = Notice(isMet ? .good : .wait, Words.text(isMet ? "majorityMet" : "majorityOpen", language))
    }
    witnessed = best?.head.text
    self.head = head?.text
    self.mayAdd = mayAdd
    holders =
      [ListChoice(value: WitnessList.auditor, name: Words.text("auditorHolder", language))]
      + (round?.districts ?? []).map { ListChoice(value: "district:\($0.code)", name: $0.name) }
  }
}
