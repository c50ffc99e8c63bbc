import Findings
import Titles

/// What a visitor may do in a round, what of it the round waits for, and the days that the visitor has to keep: what the page of today and
/// its operation show.
struct DueWork {
  /// Work that goes on as long as material is collected, and that no single action ends.
  enum Task: String, CaseIterable {
    /// Sending files.
    case sendFiles
    /// Filling in one's own grids.
    case markGrids
    /// Giving grids to reviewers and following them.
    case assignGrids

    /// Whether a role has it to do.
    func falls(to role: Role) -> Bool {
      switch self {
      case .sendFiles: Service.uploadSenders.contains(role)
      case .markGrids: role == .reviewer
      case .assignGrids: role == .leadingGroupOffice
      }
    }

    /// The task in a few words.
    var name: Bilingual {
      switch self {
      case .sendFiles: Words.text("sendFile")
      case .markGrids: Words.text("myGrids")
      case .assignGrids: Words.text("assignments")
      }
    }

    /// What it comes to.
    var help: Bilingual {
      switch self {
      case .sendFiles: Words.text("sendFileHelp")
      case .markGrids: Words.text("reviewingHelp")
      case .assignGrids: Words.text("assigningHelp")
      }
    }

    /// Where it is done, below the round's own path.
    var page: String { self == .sendFiles ? "uploads" : "reviews" }
  }

  /// Something that the round's rules let the visitor do now.
  struct Action: Hashable, Sendable {
    var kind: RoundAction.Kind
    /// Whether the round waits for it; exceptions are possible but wait for nobody.
    var isDue: Bool
  }

  /// A day on which something ends, waits for an answer or is to be put right.
  struct Day: Hashable, Sendable {
    var day: CalendarDay
    var text: Bilingual
    /// The page that it is about.
    var link: String
  }

  /// What goes on while material is collected; empty in other phases.
  let tasks: [Task]
  /// In the order of the rules.
  let actions: [Action]
  /// The nearest first.
  let days: [Day]

  init(_ round: TitleRound, for visitor: Visitor, on today: CalendarDay) {
    let (role, district) = (visitor.grant.role, visitor.district)
    tasks = round.phase == .collecting ? Task.allCases.filter { $0.falls(to: role) } : []
    actions = RoundAction.Kind.allCases.filter {
      $0 != .declareRecusal && $0 != .cancel && ActionPage.isOffered($0, round, role, district: district)
    }.map { Action(kind: $0, isDue: ActionPage.isDue($0, round, district: district, on: today)) }
    days = DueWork.days(round, role, district).sorted { ($0.day, $0.text.chinese) < ($1.day, $1.text.chinese) }
  }

  private static func days(_ round: TitleRound, _ role: Role, _ own: String?) -> [Day] {
    var days: [Day] = []
    let base = "/rounds/\(round.id.escapedForQuery)"
    func add(_ day: CalendarDay?, _ chinese: String, _ english: String, _ link: String) {
      if let day { days.append(Day(day: day, text: Bilingual(chinese, english), link: link)) }
    }
    let isCity = Access.overview.admits(role)
    guard isCity || role == .districtOffice else { return [] }
    if round.phase == .applications { add(round.applicationsUntil, "申报截止", "applications end", base) }
    if round.phase == .cityNotice { add(round.cityNotice?.lastDay, "市级公示最后一日", "the city's notice ends", base) }
    for district in round.districts where isCity || own == district.code {
      let link = "\(base)/districts/\(district.code.escapedForQuery)"
      if district.stage == .onNotice {
        add(district.notice?.lastDay, "\(district.name)公示最后一日", "\(district.name): the notice ends", link)
      }
      for objection in round.objections
      where objection.district == district.code && objection.isOpen && objection.answered == nil {
        let end = objection.level == .city ? round.cityNotice?.lastDay : district.notice?.lastDay
        add(
          end ?? objection.received, "\(district.name)第 \(objection.number) 号异议待答复",
          "\(district.name): objection \(objection.number) waits for an answer", link)
      }
    }
    for (id, title) in round.holders where title.stage == .correcting {
      guard let community = round.communities[id], isCity || own == community.district else { continue }
      add(title.correctBy, "\(community.name)整改期限", "\(community.name): to be put right", base)
    }
    return days
  }
}
