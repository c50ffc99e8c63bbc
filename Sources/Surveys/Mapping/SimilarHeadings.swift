import Findings

/// Proposes questions for technical headings that abbreviate their names, as LimeSurvey's question codes do: `COMM` for
/// `community`, `SAT[SQ001]` for the first item of the group `sat`, `ISS[PARK]` for the choice `parking` of `issues`.
struct SimilarHeadings {
  private let form: Questionnaire

  /// Texts behind “other” bear the name of their question and more; they go by their part.
  private let others: Set<Int>

  init(_ form: Questionnaire) {
    self.form = form
    others = Set(form.otherTexts.map(\.text))
  }

  /// The proposals for columns (place and heading); none where two questions fit as well.
  func proposals(
    _ columns: [(column: Int, heading: String)], taken: Set<Int>
  ) -> [(Int, HeadingIndex.Target)] {
    var found: [(Int, HeadingIndex.Target)] = []
    var used = taken
    let parsed = columns.compactMap { column, heading in
      SimilarHeadings.parts(heading).map { (column, $0.base, $0.part) }
    }
    for (column, base, part) in parsed where part == nil {
      if let item = item(abbreviated: base, besides: used) {
        used.insert(item)
        found.append((column, HeadingIndex.Target(item: item, isName: false)))
      }
    }
    var bases: [String] = []
    for (_, base, part) in parsed where part != nil && !bases.contains(base) { bases.append(base) }
    for base in bases {
      let parts = parsed.filter { $0.1 == base && $0.2 != nil }.map { ($0.0, $0.2 ?? "") }
      if let item = item(abbreviated: base, besides: used, where: { [.multiple, .rank].contains($0.kind) }) {
        used.insert(item)
        found += options(parts, item)
      } else if let items = items(ofGroup: base, besides: used, count: parts.count) {
        for (part, item) in zip(parts, items) {
          used.insert(item)
          found.append((part.0, HeadingIndex.Target(item: item, isName: false)))
        }
      } else if let other = parts.first(where: { $0.1.lowercased() == "other" }),
        let parent = item(abbreviated: base, besides: []),
        let text = form.otherTexts.first(where: { $0.parent == parent && !used.contains($0.text) })?.text
      {
        used.insert(text)
        found.append((other.0, HeadingIndex.Target(item: text, isName: false)))
      }
    }
    return found
  }

  /// The free question whose text holds the heading, or is held by it, if there is only one and no other column claims it:
  /// `年龄` for `您的年龄`.
  func byText(_ columns: [(column: Int, heading: String)], taken: Set<Int>) -> [(Int, HeadingIndex.Target)] {
    var claims: [Int: [Int]] = [:]
    for (column, heading) in columns {
      let key = heading.headingKey
      guard key.count > 1 else { continue }
      let fitting = form.answered.filter { item in
        guard !taken.contains(item), !others.contains(item) else { return false }
        return [form.questions[item].label.chinese, form.questions[item].label.english].contains { label in
          let label = label.headingKey
          return label.count > 1 && (label.contains(key) || key.contains(label))
        }
      }
      if fitting.count == 1 { claims[fitting[0], default: []].append(column) }
    }
    return claims.sorted { $0.key < $1.key }.compactMap { item, columns in
      columns.count == 1 ? (columns[0], HeadingIndex.Target(item: item, isName: false)) : nil
    }
  }

  /// `SAT[SQ001]` and `SAT_SQ001` in base and part; nil for headings that are no technical names.
  private static func parts(_ heading: String) -> (base: String, part: String?)? {
    guard heading.unicodeScalars.allSatisfy({ $0.isASCII && $0 != " " }), !heading.isEmpty else { return nil }
    if let open = heading.firstIndex(of: "["), heading.last == "]" {
      return (String(heading[..<open]).lowercased(), String(heading[heading.index(after: open)...].dropLast()))
    }
    if let line = heading.lastIndex(of: "_"), line > heading.startIndex {
      return (String(heading[..<line]).lowercased(), String(heading[heading.index(after: line)...]))
    }
    return (heading.lowercased(), nil)
  }

  /// The one free question whose name the text abbreviates; nil if there is none or more than one.
  private func item(
    abbreviated text: String, besides used: Set<Int>, where fits: (Question) -> Bool = { _ in true }
  ) -> Int? {
    let candidates = form.answered.filter {
      !used.contains($0) && !others.contains($0) && fits(form.questions[$0])
        && SimilarHeadings.abbreviates(text, form.questions[$0].name)
    }
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// The free items of the group that the text abbreviates, if they are as many as the parts: first those of its matrix.
  private func items(ofGroup text: String, besides used: Set<Int>, count: Int) -> [Int]? {
    let names = Set(form.groups.map(\.name).filter { SimilarHeadings.abbreviates(text, $0) })
    guard names.count == 1, let name = names.first else { return nil }
    let grid = form.grids.first { form.questions[$0[0]].path.last == name } ?? []
    let all = form.answered.filter { form.questions[$0].path.last == name }
    return [grid, all].map { $0.filter { !used.contains($0) } }.first { $0.count == count }
  }

  private func options(_ parts: [(column: Int, part: String)], _ item: Int) -> [(Int, HeadingIndex.Target)] {
    let choices = form.questions[item].choices
    let byName = parts.map { part in
      let fitting = choices.indices.filter { SimilarHeadings.abbreviates(part.part.lowercased(), choices[$0].code) }
      return fitting.count == 1 ? fitting[0] : nil
    }
    let isByName = byName.allSatisfy { $0 != nil } && Set(byName).count == parts.count
    guard isByName || parts.count == choices.count else { return [] }
    return parts.indices.map { index in
      (parts[index].column, HeadingIndex.Target(item: item, choice: isByName ? byName[index] : index, isName: false))
    }
  }

  /// Whether `text` is the beginning of `name`, at least three letters of it or the whole name.
  private static func abbreviates(_ text: String, _ name: String) -> Bool {
    let name = name.lowercased()
    return text == name || (text.count >= 3 && name.hasPrefix(text))
  }
}
