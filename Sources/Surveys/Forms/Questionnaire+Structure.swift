package import Findings

/// What of a form is not written in one row: grids, texts behind “other”, numbering.
extension Questionnaire {
  /// The places of the questions that people answer, repeats left out.
  package var answered: [Int] {
    questions.indices.filter { questions[$0].kind.isAnswered && questions[$0].repeatName == nil }
  }

  /// Whether a question's answers are answers: identifiers, times, interviewers and weights are not.
  package func takesAnswer(_ place: Int) -> Bool {
    let question = questions[place]
    return question.kind.isAnswered && ![.submission, .start, .end, .interviewer, .weight].contains(question.role)
  }

  /// For a text behind “other”: the question it belongs to and the choice that opens it.
  ///
  /// It is a text whose `relevant` names one select, as in `${identity} = '3'` or `selected(${issues}, 'other')`.
  package var otherTexts: [(text: Int, parent: Int, choice: Int)] {
    questions.indices.compactMap { text in
      guard questions[text].kind == .text, case .success(let test) = FormExpression.parse(questions[text].relevant),
        let (name, code) = Questionnaire.selected(test),
        let parent = questions.firstIndex(where: { $0.name == name }),
        let choice = questions[parent].choices.firstIndex(where: { $0.code == code })
      else { return nil }
      return (text, parent, choice)
    }
  }

  /// The question and code of a test that one choice is chosen.
  private static func selected(_ test: FormExpression) -> (String, String)? {
    switch test {
    case .binary(.equal, .question(let name), let value), .binary(.equal, let value, .question(let name)):
      return code(value).map { (name, $0) }
    case .call("selected", let arguments):
      guard arguments.count == 2, case .question(let name) = arguments[0] else { return nil }
      return code(arguments[1]).map { (name, $0) }
    default: return nil
    }
  }

  private static func code(_ value: FormExpression) -> String? {
    switch value {
    case .text(let code): code
    case .number(let code) where code == code.rounded() && abs(code) < 1e9: String(Int(code))
    default: nil
    }
  }

  /// Whether the answers to a question are points of a scale: numbers, not names.
  package func isScale(_ place: Int) -> Bool {
    let question = questions[place]
    guard question.kind == .single, !question.choices.isEmpty, question.choices.allSatisfy({ Int($0.code) != nil })
    else { return false }
    let words = question.appearance.split(separator: " ")
    return question.role == .item || words.contains("likert") || words.contains("list-nolabel")
      || groups.contains { $0.name == question.path.last && $0.appearance.contains("table-list") }
  }

  /// Runs of questions of one list in one group, which tools show and number as one matrix question.
  package var grids: [[Int]] {
    var grids: [[Int]] = []
    var run: [Int] = []
    func close() {
      if run.count > 1 { grids.append(run) }
      run = []
    }
    for place in answered {
      let question = questions[place]
      if let last = run.last, isScale(place), questions[last].list == question.list,
        questions[last].path == question.path
      {
        run.append(place)
      } else {
        close()
        if isScale(place), question.list != nil { run = [place] }
      }
    }
    close()
    return grids
  }

  /// The questions as a web tool numbers them: a matrix counts once, a text behind “other” not at all.
  package var numbered: [[Int]] {
    let inGrid = Dictionary(grids.flatMap { grid in grid.map { ($0, grid) } }, uniquingKeysWith: { first, _ in first })
    let others = Set(otherTexts.map(\.text))
    var result: [[Int]] = []
    for place in answered where !others.contains(place) {
      if let grid = inGrid[place] {
        if grid.first == place { result.append(grid) }
      } else {
        result.append([place])
      }
    }
    return result
  }

  /// The items of a straight line: those that the rules name, else the largest matrix.
  package var straightLine: [Int] {
    let named = quality.straightLineItems.compactMap { name in questions.firstIndex { $0.name == name } }
    if !named.isEmpty { return named }
    return grids.max { $0.count < $1.count } ?? []
  }

  /// The labels of the groups around a question, from outside, empty ones left out.
  package func groupLabels(_ place: Int) -> [Bilingual] {
    let path = questions[place].path
    return path.indices.compactMap { depth in
      groups.first { $0.name == path[depth] && $0.path == Array(path[..<depth]) }?.label
    }.filter { !$0.chinese.isEmpty }
  }

  /// The condition under which a question is asked: its own and those of the groups around it; nil if it always is.
  func relevance(_ place: Int) -> FormExpression? {
    let path = questions[place].path
    let around = path.indices.compactMap { depth in
      groups.first { $0.name == path[depth] && $0.path == Array(path[..<depth]) }?.relevant
    }
    return (around + [questions[place].relevant]).filter { !$0.isEmpty }.compactMap { text -> FormExpression? in
      try? FormExpression.parse(text).get()
    }.reduce(nil) { sum, next in sum.map { .binary(.and, $0, next) } ?? next }
  }

  /// The choices that say why there is no answer: by the form's column `missing`, else by their label.
  package func missing(_ choice: Choice) -> MissingReason? {
    if let written = choice.missing { return MissingReason(rawValue: written) ?? .dontKnow }
    return MissingReason(label: choice.label.chinese) ?? MissingReason(label: choice.label.english)
  }
}

extension MissingReason {
  /// The reason that a choice's label states; nil for a real answer.
  package init?(label: String) {
    let text = label.narrowed.lowercased().filter {
      !$0.isWhitespace && $0 != "'" && $0 != "’" && $0 != "。" && $0 != "."
    }
    guard let reason = MissingReason.labels[text] else { return nil }
    self = reason
  }

  private static let labels: [String: MissingReason] = {
    let words: [MissingReason: [String]] = [
      .dontKnow: [
        "不清楚", "不知道", "不了解", "说不清", "说不清楚", "不好说", "难说", "不确定", "没听说过", "不知道/不清楚", "不清楚/不了解", "不了解/不清楚",
        "不知道/说不清", "dontknow", "donotknow", "idontknow", "dk", "notsure", "unsure", "cantsay", "noopinion",
      ],
      .refused: [
        "拒答", "拒绝回答", "拒绝", "不愿回答", "不愿意回答", "不便回答", "不想回答", "不愿透露", "refused", "refusal", "refusetoanswer",
        "prefernottosay", "prefernottoanswer", "declined", "noanswer(refused)",
      ],
      .notApplicable: ["不适用", "不涉及", "无此项", "notapplicable", "n/a", "na"],
      .notAnswered: ["未回答", "未答", "缺失", "无回答", "noanswer", "notanswered", "missing"],
      .notShown: ["未询问", "跳过", "未显示", "notasked", "notshown", "skipped"],
    ]
    return Dictionary(uniqueKeysWithValues: words.flatMap { reason, words in words.map { ($0, reason) } })
  }()
}
