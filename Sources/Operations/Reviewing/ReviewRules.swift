import Findings
public import Scoring
import Seals
import Store
import Titles

/// A round's frozen standard and register as reviewers' grids need them.
public struct ReviewRules: Sendable {
  /// The standard.
  public let standard: ScoringStandard
  /// The forms of the indicators that departments rate, in the order of the standard.
  public let forms: [CellForm]
  /// The units by their code on the cut-off date.
  let units: [String: UnitProfile]
  /// The street or town of each unit by its code.
  public let towns: [String: String]
  /// The leaves of each variant's tree.
  private let leaves: [Set<String>]

  init(_ standard: ScoringStandard, _ units: [UnitProfile], towns: [String: String]) {
    self.standard = standard
    self.towns = towns
    var forms: [CellForm] = []
    for indicator in standard.indicators {
      let leaf = standard.trees.lazy.compactMap { tree in
        tree.leaves.first { $0.indicator.code == indicator.code }
      }.first
      if let form = leaf.flatMap(CellForm.init) { forms.append(form) }
    }
    self.forms = forms
    self.units = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    leaves = standard.trees.map { Set($0.leaves.map(\.indicator.code)) }
  }

  /// The form of an indicator; nil if departments do not rate it.
  public func form(_ code: String) -> CellForm? { forms.first { $0.indicator.code == code } }

  /// Whether a community's variant has the indicator.
  func applies(_ indicator: String, to community: String) -> Bool {
    guard let unit = units[community], let tree = standard.tree(ofVariant: unit.variant) else { return false }
    return leaves[tree].contains(indicator)
  }

  /// An empty book of one community; nil if it is not on the register.
  func book(_ community: String) -> EvidenceBook? {
    units[community].map { EvidenceBook(standard, units: [$0]) }
  }

  /// The day that marks bear: today, or the nearest day of the period that the standard lets evidence come from. Marks are made after
  /// the period about what happened in it.
  func day(of today: CalendarDay) -> String {
    let (from, to) = standard.evidenceDays
    let text = today.description
    if let from, text < from { return from }
    if let to, text > to { return to }
    return text
  }
}

extension ServiceDesk {
  /// The frozen standard and register of a round.
  ///
  /// - Throws: `Refusal` before they are frozen.
  public func reviewRules(_ round: String) throws -> ReviewRules {
    try reviewShelf.value(round, digest: try digest(of: ["standard", "register"], round)) {
      let scratch = try ScratchFolder()
      try rounds.unpack(round, folder: "standard", to: scratch.path + "/standard")
      try rounds.unpack(round, folder: "register", to: scratch.path + "/register")
      var findings: [Finding] = []
      guard let (standard, _) = Library.standard(scratch.path + "/standard", &findings),
        let sheet = Library.table(
          scratch.path + "/register", "roster.csv", called: "register", required: Roster.columns, &findings),
        let roster = Roster(sheet, findings: &findings)
      else { throw Refusal(findings: findings) }
      let towns = Dictionary(roster.communities.map { ($0.id, $0.town) }, uniquingKeysWith: { first, _ in first })
      return ReviewRules(standard, rounds.workbench.profiles(roster, standard, &findings), towns: towns)
    }
  }

  /// What changes when the frozen files of these folders do.
  func digest(of folders: Set<String>, _ round: String) throws -> String {
    let files = try store.roundFiles(round).filter { folders.contains($0.folder) }
    return ContentDigest.of(files.map { "\($0.folder)/\($0.name) \($0.digest.hexadecimal)\n" }.joined()).hexadecimal
  }
}
