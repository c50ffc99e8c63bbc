import Apportionment
import ArgumentParser
import Findings
import Reports
import Scoring
import Titles

/// Places that are given inside groups of units, and exact scores.
struct QuotaOptions: ParsableArguments {
  @Option(help: "名额总数，按各组单位数以最大余数法分配 Titles, divided among the groups by largest remainders of their numbers of units.")
  var titles: Int?

  @Option(help: "分组列（如辖区）Column of groups, such as districts.")
  var by: String?

  @Option(help: "不参加排名的单位 Units that take no part but count for the quota: COL=VALUE.")
  var ineligible: String?

  @Flag(help: "给出精确分数 Exact scores as fractions, where the method has them.")
  var exact = false

  func validate() throws {
    guard titles.map({ (0...1_000_000).contains($0) }) ?? true else { throw ValidationError("--titles is at least 0") }
    guard ineligible.map({ $0.contains("=") }) ?? true else { throw ValidationError("--ineligible COL=VALUE") }
  }

  /// Titles over tables need the column of their groups; a city's folder has its districts.
  func requireGroups() throws {
    guard titles == nil || by != nil else { throw ValidationError("--titles needs --by") }
  }

  /// Whether anything was asked for.
  var isAsked: Bool { titles != nil || by != nil || ineligible != nil || exact }
}

/// The lines of the groups in a composite indicator.
struct QuotaResult {
  private let run: CompositeRun
  /// The exact scores, if they were asked for and exist.
  let exact: ExactScores?
  /// The rank of every unit that takes part, over all groups.
  let ranks: [Int?]
  /// The groups in the order of their first unit.
  let lines: [GroupLine]
  /// The groups between which titles are tied.
  let quotaTie: TitleQuotas.Tie?
  private let groups: [String]

  /// nil and findings if a column is missing.
  init?(_ run: CompositeRun, _ options: QuotaOptions, _ findings: inout [Finding]) {
    self.run = run
    let table = run.current
    let condition = options.ineligible?.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    for column in [options.by, condition?[0]].compactMap({ $0 }) where !table.has(column) {
      findings.append(Finding(.columnMissing, at: table.header, found: column, details: [column]))
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    exact = options.exact ? ExactScores(run) : nil
    if options.exact && exact == nil { findings.append(Finding(.scoresNotExact)) }
    let isBarred = condition.map { pair in table.texts(pair[0]).map { $0 == pair[1] } } ?? run.units.map { _ in false }
    let top = run.tree.top
    if let exact {
      ranks = QuotaResult.ranks(zip(exact.scores[top], isBarred).map { $1 ? nil : $0 })
    } else {
      ranks = CompositeRun.ranks(
        zip(run.scores[top], isBarred).map { $1 ? nil : $0 }, decimals: run.recipe.rankDecimals)
    }
    let groups = options.by.map { table.texts($0) } ?? run.units.map { _ in "" }
    self.groups = groups
    var names: [String] = []
    for group in groups where !names.contains(group) { names.append(group) }
    let members = names.map { name in groups.indices.filter { groups[$0] == name } }
    let quotas = TitleQuotas(
      titles: options.titles ?? 0, names: names, counts: members.map(\.count), tieRules: [])
    quotaTie = quotas.tie
    let ranks = self.ranks
    lines = names.indices.map {
      GroupLine(names[$0], units: members[$0], ranks: ranks, places: quotas.seats[$0])
    }
  }

  private static func ranks(_ scores: [Fraction?]) -> [Int?] {
    let order = scores.indices.filter { scores[$0] != nil }
      .sorted { (scores[$0] ?? .zero, $1) > (scores[$1] ?? .zero, $0) }
    var ranks = [Int?](repeating: nil, count: scores.count)
    for (position, unit) in order.enumerated() {
      let isTied = position > 0 && scores[unit] == scores[order[position - 1]]
      ranks[unit] = isTied ? ranks[order[position - 1]] : position + 1
    }
    return ranks
  }

  /// The number of each unit's group, from 0.
  var groupNumbers: [Int] { groups.map { name in lines.firstIndex { $0.name == name } ?? 0 } }

  /// Whether each unit takes part.
  var isEligible: [Bool] { ranks.map { $0 != nil } }

  /// The places of each group; a list without groups has those of a line.
  func places(line: Int?) -> [Int] { lines.count == 1 ? [line ?? lines[0].places] : lines.map(\.places) }

  /// Whether somebody has to decide.
  var isUndecided: Bool { quotaTie != nil || lines.contains { !$0.tied.isEmpty } }

  private func score(_ unit: Int?, _ node: Int) -> JSONValue {
    guard let unit else { return .null }
    guard let exact else { return .optional(run.scores[node][unit]) }
    return exact.scores[node][unit].map(QuotaResult.json) ?? .null
  }

  private static func json(_ value: Fraction) -> JSONValue {
    ["exact": .string(value.description), "decimal": .string(value.decimal())]
  }

  private func names(_ units: [Int]) -> JSONValue { .array(units.map { .string(run.units[$0]) }) }

  /// The members that join the JSON object.
  var json: [String: JSONValue] {
    let top = run.tree.top
    var members: [String: JSONValue] = [
      "groups": .array(
        lines.map { line in
          [
            "group": .string(line.name), "titles": .integer(line.places), "units": .integer(line.units.count),
            "eligible": .integer(line.ranked.count),
            "status": .string(line.tied.isEmpty ? "unique" : "tied at the line"), "titles_to": names(line.chosen),
            "tied_at_the_line": names(line.tied), "titles_among_the_tied": .integer(line.placesAmongTied),
            "score_of_the_line": score(line.onLine, top), "first_score_below": score(line.firstBelow, top),
          ]
        }),
      "titles_tied_between_groups": quotaTie.map { tie in
        ["groups": .array(tie.districts.map { .string(lines[$0].name) }), "titles": .integer(tie.titles)]
      } ?? .null,
    ]
    if let exact {
      members["exact_scores"] = .object(
        Dictionary(
          uniqueKeysWithValues: run.units.indices.map { unit in
            (
              run.units[unit],
              .object(
                Dictionary(
                  uniqueKeysWithValues: run.tree.nodes.indices.map { node in
                    (run.tree.nodes[node].code, exact.scores[node][unit].map(QuotaResult.json) ?? .null)
                  }))
            )
          }))
    }
    return members
  }

  /// The members that join each unit's object.
  func json(unit: Int) -> [String: JSONValue] {
    guard let line = lines.first(where: { $0.name == groups[unit] }) else { return [:] }
    let place = line.ranked.firstIndex(of: unit).map { line.ranks[$0] }
    var distance = JSONValue.null
    if let onLine = line.onLine, place != nil {
      let top = run.tree.top
      if let exact {
        if let a = exact.scores[top][unit], let b = exact.scores[top][onLine] { distance = QuotaResult.json(a - b) }
      } else if let a = run.scores[top][unit], let b = run.scores[top][onLine] {
        distance = .number(a - b)
      }
    }
    return [
      "group": .string(line.name), "place_in_group": .optional(place), "place": .optional(ranks[unit]),
      "distance_to_the_line": distance,
      "titled": line.chosen.contains(unit) ? .bool(true) : line.tied.contains(unit) ? .null : .bool(false),
    ]
  }

  /// The lines for a terminal.
  func text(_ language: Language) -> String {
    let chinese = language == .chinese
    var table = TextTable(
      chinese ? ["组", "单位", "名额", "入选", "线上并列"] : ["group", "units", "titles", "within", "tied at the line"],
      [.left, .right, .right, .left, .left])
    for line in lines {
      table.append([
        line.name, "\(line.units.count)", "\(line.places)", line.chosen.map { run.units[$0] }.joined(separator: " "),
        line.tied.map { run.units[$0] }.joined(separator: " "),
      ])
    }
    return "\n" + table.text
  }
}
