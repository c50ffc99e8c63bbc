extension SubmissionColumns {
  /// The columns as a questionnaire describes them, the items in the order of the file's header.
  package init(_ questionnaire: Questionnaire, header: [String]) {
    let questions = questionnaire.questions.filter { $0.role == .item }
    let places = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let names = questions.map(\.name)
    // Items that the file lacks come last, so that the reader of the file can report them.
    let order = names.indices.sorted { a, b in
      (places[names[a]] ?? Int.max, a) < (places[names[b]] ?? Int.max, b)
    }
    self.init(items: order.map { names[$0] })
    id = questionnaire.question(.submission)?.name
    unit = questionnaire.question(.unit)?.name
    interviewer = questionnaire.question(.interviewer)?.name
    start = questionnaire.question(.start)?.name
    end = questionnaire.question(.end)?.name
    weight = questionnaire.question(.weight)?.name
    fieldwork = questionnaire.fieldwork
    for question in questions where !question.choices.isEmpty {
      var values: [String: Double?] = [:]
      for (place, choice) in question.choices.enumerated() {
        values[choice.code] = .some(
          choice.missing != nil ? nil : SubmissionColumns.number(choice.code) ?? Double(place + 1))
      }
      codes[question.name] = values
    }
  }

  /// The lowest and the highest value of any item's choices; nil without choices.
  package var scale: ClosedRange<Double>? {
    let values = codes.values.flatMap { $0.values.compactMap { $0 } }
    guard let low = values.min(), let high = values.max() else { return range }
    return low...high
  }
}
