import Findings
import Operations
import Reports
import Titles

/// What a resident wants to know about a community, in a minute: whether it was chosen, its own figures, what people there think well and
/// ill of, how it came about, and how to object. No other community is shown beside it.
struct CommunityPage: Page {
  static let template = "public/community"

  /// What residents think of one thing.
  struct ItemRow: Hashable, Sendable {
    var name: String
    var mean: String
  }

  /// Something that happens with the list, and when.
  struct Step: Hashable, Sendable {
    var name: String
    var when: String
  }

  var title: String
  var district: String
  var roundName: String
  var roundLink: String
  var verdict: Notice
  var sentences: [String]
  var figures: [Figure]
  var hasFigures: Bool
  var best: [ItemRow]
  var worst: [ItemRow]
  var hasItems: Bool
  var steps: [Step]
  var hasSteps: Bool
  var objectLink: String?
  /// Until when one may object, in words.
  var objectUntil: String?

  /// Things that are named on either side.
  private static let mostItems = 3

  init(
    _ community: RoundCommunity, in round: TitleRound, _ lists: [PublishedList], figures own: CommunityFigures?,
    on day: CalendarDay, _ language: Language
  ) {
    title = community.name
    let home = round.districts.first { $0.code == community.district }
    district = home?.name ?? community.district
    roundName = RoundPage.name(round, language)
    roundLink = "/public/rounds/\(round.id.escapedForQuery)"
    let isNamed = lists.contains { $0.kind == .titles && $0.entries.contains { $0.id == community.id } }
    let isWithdrawn = lists.contains { $0.kind == .withdrawal && $0.entries.contains { $0.id == community.id } }
    let isListed = lists.contains { list in
      ![.titles, .withdrawal].contains(list.kind) && list.entries.contains { $0.id == community.id }
    }
    let word = isWithdrawn ? "isWithdrawn" : isNamed ? "isNamed" : isListed ? "isOnNotice" : "isNotListed"
    verdict = Notice(
      isWithdrawn ? .wrong : isNamed ? .good : isListed ? .wait : .plain, Words.text(word, language))
    sentences = CommunityPage.sentences(community, home, language)
    figures = own.map { CommunityPage.figures($0, language) } ?? []
    hasFigures = !figures.isEmpty
    let items = own?.items ?? []
    // With few things asked, the best and the worst would be the same.
    let count = min(CommunityPage.mostItems, items.count / 2)
    best = items.prefix(count).map {
      ItemRow(name: $0.label[language], mean: DisplayNumber.rounded($0.mean, places: 0))
    }
    worst = items.suffix(count).reversed().map {
      ItemRow(name: $0.label[language], mean: DisplayNumber.rounded($0.mean, places: 0))
    }
    hasItems = count > 0
    let about = lists.filter { $0.covers(community.district) }
    let names = Dictionary(round.districts.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    steps = about.reversed().map { list in
      Step(
        name: PublicRoundPage.name(list.kind, names, language), when: PublicRoundPage.when(list, language))
    }
    hasSteps = !steps.isEmpty
    let open = about.first { $0.isOpen(on: day) }
    objectLink = open.map {
      "/public/rounds/\(round.id.escapedForQuery)/object?list=\($0.number)&community=\(community.id)"
    }
    objectUntil = open.map { list in
      language == .chinese ? "可在 \(list.head[1]) 之前提出。" : "You may object until \(list.head[1])."
    }
  }

  /// How it came about, in plain sentences.
  private static func sentences(
    _ community: RoundCommunity, _ district: RoundDistrict?, _ language: Language
  ) -> [String] {
    var sentences: [String] = []
    if let district {
      sentences.append(
        language == .chinese
          ? "\(district.name)有 \(district.communityCount) 个社区（村），按比例分得 \(district.seats) 个名额；名额只在本区内按得分排定。"
          : "\(district.name) has \(district.communityCount) communities and, by their share, \(district.seats) titles; they go to the best scores within the district."
      )
    }
    switch community.stage {
    case .none: sentences.append(Words.text("didNotApply", language))
    case .unqualified: sentences.append(Words.text("conditionsNotMet", language))
    default: break
    }
    sentences.append(Words.text("howScored", language))
    return sentences
  }

  private static func figures(_ own: CommunityFigures, _ language: Language) -> [Figure] {
    var figures: [Figure] = []
    if let score = own.score { figures.append(Figure(Words.text("score", language), DisplayNumber.score(score))) }
    if let satisfaction = own.satisfaction {
      let interval = own.lower.flatMap { lower in own.upper.map { DisplayNumber.interval(lower, $0) } }
      figures.append(Figure(Words.text("satisfaction", language), DisplayNumber.score(satisfaction), interval))
    }
    if let department = own.department {
      figures.append(Figure(Words.text("departmentScore", language), DisplayNumber.score(department)))
    }
    if let answers = own.answers { figures.append(Figure(Words.text("answers", language), Words.grouped(answers))) }
    return figures
  }
}
