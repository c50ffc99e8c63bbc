import Findings

/// Every heading under which a questionnaire's questions may stand in a file.
package struct HeadingIndex: Sendable {
  /// A question, or one choice of it.
  package struct Target: Hashable, Sendable {
    /// The question's place.
    package var item: Int
    /// The choice's place, for a column of one choice.
    package var choice: Int?
    /// Whether the heading is the technical name.
    package var isName: Bool
  }

  private var targets: [String: [Target]] = [:]
  /// The labels of “other” choices and the texts behind them.
  private(set) var others: [String: [Int]] = [:]

  /// The keys of all headings.
  package var keys: Set<String> { Set(targets.keys) }

  /// The targets of a heading's key, in the order of the form.
  func targets(_ key: String) -> [Target] { key.isEmpty ? [] : targets[key] ?? [] }

  package init(_ form: Questionnaire) {
    for place in form.questions.indices where form.questions[place].repeatName == nil {
      let question = form.questions[place]
      guard question.kind != .display else { continue }
      let names = HeadingIndex.names(question)
      let labels = HeadingIndex.labels(form, place)
      for name in names { add(name, Target(item: place, isName: true)) }
      guard question.kind != .metadata else { continue }
      for label in labels { add(label, Target(item: place, isName: false)) }
      guard question.kind == .multiple || question.kind == .rank else { continue }
      for (index, choice) in question.choices.enumerated() {
        for name in names { add(name + choice.code, Target(item: place, choice: index, isName: true)) }
        for label in labels + names {
          for text in [choice.label.chinese, choice.label.english, choice.code] {
            add(label + text, Target(item: place, choice: index, isName: false))
          }
        }
      }
    }
    for (text, parent, choice) in form.otherTexts { addOther(form, text, parent, choice) }
    addStems(form)
  }

  /// Labels without the remark in parentheses behind them, such as `总体满意度（0-10分）`, where that leaves them different.
  private mutating func addStems(_ form: Questionnaire) {
    var stems: [String: Set<Int>] = [:]
    for place in form.answered {
      for label in HeadingIndex.labels(form, place) {
        guard let last = label.last, ")）".contains(last), let open = label.lastIndex(where: { "(（".contains($0) }),
          open > label.startIndex
        else { continue }
        stems[label[..<open].headingKey, default: []].insert(place)
      }
    }
    for (stem, places) in stems where places.count == 1 && stem.count > 1 && targets[stem] == nil {
      targets[stem] = places.map { Target(item: $0, isName: false) }
    }
  }

  /// `IDENT[other]`, `您的居民类型 [其他]`, `identity-Comment`, `您的居民类型 - 其他 - Text`.
  private mutating func addOther(_ form: Questionnaire, _ text: Int, _ parent: Int, _ choice: Int) {
    let question = form.questions[parent]
    let label = question.choices[choice].label
    let bases = HeadingIndex.names(question) + HeadingIndex.labels(form, parent)
    let endings = [
      "other", "oth", "comment", "text", "othertext", "othercomment", "specify", "请说明", "请注明", "其他", "其它", "其他请注明",
      "其他说明",
      question.choices[choice].code + "text", question.choices[choice].code + "other", label.chinese, label.english,
      label.chinese + "text", label.english + "text", label.chinese + "请说明", label.chinese + "请注明",
    ]
    let target = Target(item: text, isName: false)
    for base in bases { for ending in endings { add(base + ending, target) } }
    for ending in [label.chinese, label.english, label.chinese + "请说明", label.chinese + "请注明"] {
      others[ending.headingKey, default: []].append(text)
    }
  }

  private mutating func add(_ heading: String, _ target: Target) {
    let key = heading.headingKey
    guard !key.isEmpty, !(targets[key]?.contains { $0.item == target.item && $0.choice == target.choice } ?? false)
    else {
      return
    }
    targets[key, default: []].append(target)
  }

  /// The name alone and behind each of the groups around it.
  private static func names(_ question: Question) -> [String] {
    let steps = question.path + [question.name]
    return steps.indices.reversed().map { steps[$0...].joined(separator: "/") }
  }

  /// The text alone and behind the groups' headings, in both languages.
  private static func labels(_ form: Questionnaire, _ place: Int) -> [String] {
    let question = form.questions[place]
    let groups = form.groupLabels(place)
    var labels: [String] = []
    for language in [Language.chinese, .english] {
      let label = question.label[language]
      labels.append(label)
      for start in groups.indices { labels.append(groups[start...].map { $0[language] }.joined() + label) }
      labels.append(question.name + label)
    }
    return labels
  }
}

extension HeadingIndex {
  /// The keys by which a heading is looked up, the surest first.
  static func lookups(_ heading: String) -> [String] {
    var texts = [heading]
    if let number = HeadingNumber(heading), !number.text.isEmpty { texts.append(number.text) }
    // LimeSurvey's “code. text”.
    if let dot = heading.firstRange(of: ". "), !heading[..<dot.lowerBound].contains(" ") {
      texts.append(String(heading[dot.upperBound...]))
    }
    texts += texts.map(withoutTags)
    for ending in [" - Selected Choice", "- Selected Choice", " - 选中选项", " - Text", "*", "（必填）", "(必填)"] {
      texts += texts.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    }
    var seen: Set<String> = []
    return texts.map(\.headingKey).filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The last steps of a path, whatever separates them: `sat-env`, `基本信息/您的年龄`, `q/opt`.
  static func tails(_ heading: String) -> [String] {
    ["/", " - ", "-", ".", ":", "：", "_"].flatMap { separator -> [String] in
      let steps = heading.split(separator: separator)
      guard steps.count > 1 else { return [] }
      return [steps.suffix(2), steps.suffix(1)].map { $0.joined().headingKey }
    }
  }

  /// `题目[单选题]`, `题目【多选题】`.
  private static func withoutTags(_ heading: String) -> String {
    let tags = ["单选题", "多选题", "填空题", "量表题", "矩阵单选题", "矩阵量表题", "排序题", "打分题", "评分题", "单选", "多选", "必答", "可多选"]
    var text = heading
    for tag in tags {
      for (open, close) in [("[", "]"), ("【", "】"), ("(", ")"), ("（", "）")] {
        text = text.split(separator: open + tag + close, omittingEmptySubsequences: false).joined()
      }
    }
    return text
  }
}
