/// The forms of one typing: a table with a row for each, found by its number.
public struct TypedForms: Hashable, Sendable {
  /// The columns, the form's number first.
  public let columns: [String]
  /// The forms in the order in which they were typed: the number and the other cells.
  public let forms: [Form]

  /// A form.
  public struct Form: Hashable, Sendable {
    /// Its number, as it stands on the paper.
    public var number: String
    /// The cells behind the number, in the order of the columns.
    public var cells: [String]

    /// A form.
    public init(number: String, cells: [String]) {
      self.number = number
      self.cells = cells
    }
  }

  /// Forms under these columns; nil if a number stands twice or is empty, or a row has not as many cells as there are columns.
  public init?(columns: [String], forms: [Form]) {
    guard !columns.isEmpty, Set(forms.map(\.number)).count == forms.count,
      forms.allSatisfy({ !$0.number.isEmpty && $0.cells.count == columns.count - 1 })
    else { return nil }
    self.columns = columns
    self.forms = forms
  }

  /// Where a second typing of the same columns differs from this one, by form in this one's order, then the forms that only the
  /// second has.
  public func differences(from second: TypedForms) -> [PaperBatch.Difference] {
    let others = Dictionary(second.forms.map { ($0.number, $0.cells) }, uniquingKeysWith: { a, _ in a })
    let places = columns.dropFirst().map { second.columns.firstIndex(of: $0) }
    var found: [PaperBatch.Difference] = []
    for form in forms {
      guard let other = others[form.number] else {
        found.append(PaperBatch.Difference(form: form.number, item: "", first: "✓", second: nil))
        continue
      }
      for (index, cell) in form.cells.enumerated() {
        let typed = places[index].map { other[$0 - 1] } ?? ""
        if typed != cell {
          found.append(PaperBatch.Difference(form: form.number, item: columns[index + 1], first: cell, second: typed))
        }
      }
    }
    let mine = Set(forms.map(\.number))
    for form in second.forms where !mine.contains(form.number) {
      found.append(PaperBatch.Difference(form: form.number, item: "", first: nil, second: "✓"))
    }
    return found
  }

  /// The forms as they count: where the typings agree what both have, elsewhere what was decided.
  ///
  /// - Parameter differences: every difference from `second`, decided.
  public func agreed(with second: TypedForms, _ differences: [PaperBatch.Difference]) -> [Form] {
    var decided: [String: [String: String]] = [:]
    for difference in differences { decided[difference.form, default: [:]][difference.item] = difference.decided ?? "" }
    let mine = Set(forms.map(\.number))
    let order = second.columns.dropFirst()
    let places = columns.dropFirst().map { order.firstIndex(of: $0).map { $0 - 1 } }
    let added = second.forms.filter { !mine.contains($0.number) }.map { form in
      Form(number: form.number, cells: places.map { place in place.map { form.cells[$0] } ?? "" })
    }
    return (forms + added).compactMap { form in
      let decisions = decided[form.number] ?? [:]
      if decisions[""] == "drop" { return nil }
      let cells = zip(columns.dropFirst(), form.cells).map { decisions[$0] ?? $1 }
      return Form(number: form.number, cells: cells)
    }
  }
}
