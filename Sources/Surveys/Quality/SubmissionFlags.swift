import Findings

/// Reports oddities of submissions by the questionnaire's rules. None of them removes a submission.
struct SubmissionFlags {
  private let form: Questionnaire
  private let items: Set<Int>
  private let zone: SurveyZone
  private let uploadsLater: Bool
  private let constraints: [Int: FormExpression]
  private let straightLine: [Int]

  init(_ form: Questionnaire, items: Set<Int>, zone: SurveyZone, uploadsLater: Bool) {
    self.form = form
    self.items = items
    self.zone = zone
    self.uploadsLater = uploadsLater
    var constraints: [Int: FormExpression] = [:]
    for place in items where !form.questions[place].constraint.isEmpty {
      constraints[place] = try? FormExpression.parse(form.questions[place].constraint).get()
    }
    self.constraints = constraints
    straightLine = form.straightLine.filter(items.contains)
  }

  /// Flags every submission; repetitions of content are looked for among all of them.
  func flag(_ submissions: inout [Submission]) {
    let repeated = repetitions(submissions)
    for index in submissions.indices {
      var flags = submissions[index].flags
      let submission = submissions[index]
      flags += answers(submission)
      flags += times(submission)
      if let original = repeated[index] { flags.append("duplicate-content:\(original)") }
      if submission.isComplete == false { flags.append("incomplete") }
      if submission.isPreview { flags.append("preview") }
      if submission.isEdited { flags.append("edited-after-submission") }
      if submission.hasNoAnswers { flags.append("no-answers") }
      var seen: Set<String> = []
      submissions[index].flags = flags.filter { seen.insert($0).inserted }
    }
  }

  // MARK: Answers

  private func answers(_ submission: Submission) -> [String] {
    var flags: [String] = []
    for item in items.sorted() {
      guard let answer = submission.answers[item] else { continue }
      let question = form.questions[item]
      if let conflict = conflict(item, answer, submission) { flags.append(conflict) }
      if case .number(let value) = answer, let range = form.range(item), !range.contains(value) {
        flags.append("out-of-range:\(question.name)")
      }
      if case .text(let text) = answer, question.kind == .text,
        form.quality.testWords.contains(text.trimmingBlanks.lowercased())
      {
        flags.append("test-entry")
      }
    }
    let line = straightLine.map { submission.answers[$0] }
    if line.count > 2, let first = line[0], line.allSatisfy({ $0 == first }) { flags.append("straight-lining") }
    return flags
  }

  /// What a broken constraint is called: a number outside its range, a choice that excludes another, or just the constraint.
  private func conflict(_ item: Int, _ answer: Submission.Answer, _ submission: Submission) -> String? {
    let question = form.questions[item]
    if case .codes(let codes) = answer, codes.count > 1,
      form.quality.exclusiveChoices[question.name, default: []].contains(where: codes.contains)
    {
      return "exclusive-choice-conflict:\(question.name)"
    }
    guard let constraint = constraints[item] else { return nil }
    let evaluator = ExpressionEvaluator(current: answer.expressionText) { name in
      guard let place = form.questions.firstIndex(where: { $0.name == name }), items.contains(place) else { return nil }
      return submission.answers[place]?.expressionText ?? ""
    }
    guard evaluator.holds(constraint) == false else { return nil }
    switch answer {
    case .number: return "out-of-range:\(question.name)"
    case .codes where constraint.functions.contains("selected"): return "exclusive-choice-conflict:\(question.name)"
    default: return "constraint:\(question.name)"
    }
  }

  // MARK: Times

  private func times(_ submission: Submission) -> [String] {
    var flags: [String] = []
    if let start = submission.started, let end = submission.ended, end < start {
      flags.append("clock:end-before-start")
    }
    let seconds: Double? =
      if let start = submission.started, let end = submission.ended {
        Double(end - start)
      } else {
        submission.isComplete == false ? nil : submission.seconds
      }
    if let seconds, seconds >= 0, seconds < Double(form.quality.minimumSeconds) { flags.append("too-fast") }
    if let fieldwork = form.fieldwork, let start = submission.started ?? submission.ended ?? submission.submitted {
      if !fieldwork.contains(String(Moment.text(zone.wall(start)).prefix(10))) { flags.append("outside-period") }
    }
    if uploadsLater, let end = submission.ended, let sent = submission.submitted, sent - end > form.quality.lateSeconds
    {
      flags.append("late-upload")
    }
    return flags
  }

  // MARK: Repetitions

  /// For each submission that repeats the answers of an earlier one of the same place under another identifier: the
  /// earlier one's number among those of the place, by time.
  private func repetitions(_ submissions: [Submission]) -> [Int: Int] {
    let unit = form.questions.firstIndex { $0.role == .unit } ?? form.questions.firstIndex { $0.name == "community" }
    let order = submissions.indices.sorted { a, b in
      let (x, y) = (
        submissions[a].started ?? submissions[a].submitted, submissions[b].started ?? submissions[b].submitted
      )
      if let x, let y, x != y { return x < y }
      return a < b
    }
    var number: [String: Int] = [:]
    var first: [[String]: (Int, String)] = [:]
    var found: [Int: Int] = [:]
    let compared = items.sorted()
    for index in order {
      let submission = submissions[index]
      let place = unit.flatMap { submission.answers[$0]?.expressionText } ?? ""
      number[place, default: 0] += 1
      let answers = compared.map { submission.answers[$0]?.expressionText ?? submission.missing[$0]?.rawValue ?? "" }
      guard compared.count > 2, compared.count(where: { submission.answers[$0] != nil }) > 2 else { continue }
      if let (original, id) = first[answers] {
        if id != submission.id { found[index] = original }
      } else {
        first[answers] = (number[place] ?? 1, submission.id)
      }
    }
    return found
  }
}

extension Questionnaire {
  /// The range of a question's numbers from its `parameters`, such as `start=0 end=10 step=1`, or from its rule; nil if none.
  func range(_ place: Int) -> ClosedRange<Double>? {
    var limits: [Substring: Double] = [:]
    for pair in questions[place].parameters.split(separator: " ") {
      let parts = pair.split(separator: "=")
      if parts.count == 2, let value = Double(parts[1]) { limits[parts[0]] = value }
    }
    guard let low = limits["start"], let high = limits["end"], low <= high else { return nil }
    return low...high
  }
}
