/// What takes the place of a missing value (缺失值插补).
///
/// - SeeAlso: OECD and JRC (2008), Handbook, step 3; COINr's `Impute`.
public enum ImputationRule: Hashable, Sendable {
  /// The indicator's mean or median over all units, or over the units of the same group in a column of the data.
  case indicator(Centre, groups: String?)
  /// The unit's own mean or median over its other indicators, all of them or those under the same ancestor at a level; these
  /// are turned and stretched to 0…1 first and the result is put back into the indicator's unit.
  case unit(Centre, level: Int?)
  /// One number.
  case constant(Double)

  /// A mean or a median.
  public enum Centre: String, Hashable, Sendable {
    /// The arithmetic mean.
    case mean
    /// The median.
    case median

    /// The centre of `values`; nil without any.
    func of(_ values: [Double]) -> Double? {
      guard !values.isEmpty else { return nil }
      switch self {
      case .mean: return values.reduce(0, +) / Double(values.count)
      case .median:
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
      }
    }
  }

  /// The names of the methods as tables and options write them.
  public static let names = [
    "mean", "median", "mean-group:COLUMN", "median-group:COLUMN", "row-mean", "row-median:LEVEL", "constant:X", "none",
  ]

  /// Reads a specification such as `mean-group:region`; nil for `none`.
  public static func read(_ specification: MethodSpecification) throws(SpecificationFault) -> ImputationRule? {
    var parameters = MethodSpecification.Parameters(specification)
    let name = specification.name.hasPrefix("i-") ? String(specification.name.dropFirst(2)) : specification.name
    let rule: ImputationRule?
    switch name {
    case "none", "": rule = nil
    case "mean", "median": rule = .indicator(parameters.choice("centre", name == "mean" ? .mean : .median), groups: nil)
    case "mean-group", "mean-grp", "group-mean", "median-group", "median-grp", "group-median":
      let column = parameters.text("column") ?? ""
      if column.isEmpty { parameters.refuse("column?") }
      rule = .indicator(name.contains("mean") ? .mean : .median, groups: column)
    case "row-mean", "row-median":
      let level = parameters.count("level", 0)
      rule = .unit(name == "row-mean" ? .mean : .median, level: level == 0 ? nil : level)
    case "constant": rule = .constant(parameters.number("value"))
    default: throw SpecificationFault(text: specification.description, faults: names)
    }
    let faults = parameters.finish()
    if !faults.isEmpty { throw SpecificationFault(text: specification.description, faults: faults) }
    return rule
  }

  /// The columns with their gaps filled; what has nothing to be filled from stays missing.
  ///
  /// - Parameters:
  ///   - columns: one list for each indicator, one value for each unit.
  ///   - groups: the units' groups if the rule names a column; a unit without one (empty) keeps its gaps.
  ///   - directions: the indicators' directions.
  ///   - ancestors: for each indicator the place of its ancestor at the rule's level.
  func apply(
    _ columns: [[Double?]], groups: [String], directions: [Int], ancestors: [Int]
  ) -> [[Double?]] {
    switch self {
    case .constant(let value): return columns.map { $0.map { $0 ?? value } }
    case .indicator(let centre, let column):
      return columns.map { values in
        guard column != nil else {
          let fill = centre.of(values.compactMap { $0 })
          return values.map { $0 ?? fill }
        }
        let members = Dictionary(grouping: values.indices) { groups[$0] }
        let fills = members.mapValues { units in centre.of(units.compactMap { values[$0] }) }
        return values.indices.map { values[$0] ?? (groups[$0].isEmpty ? nil : fills[groups[$0]] ?? nil) }
      }
    case .unit(let centre, _): return fillRows(columns, centre, directions, ancestors)
    }
  }

  private func fillRows(
    _ columns: [[Double?]], _ centre: Centre, _ directions: [Int], _ ancestors: [Int]
  ) -> [[Double?]] {
    let spans = columns.enumerated().map { index, values -> (least: Double, most: Double)? in
      let turned = values.compactMap { $0 }.map { $0 * Double(directions[index]) }
      return turned.min().flatMap { least in turned.max().map { (least, $0) } }
    }
    func stretched(_ index: Int, _ unit: Int) -> Double? {
      guard let span = spans[index], span.most > span.least, let value = columns[index][unit] else { return nil }
      return (value * Double(directions[index]) - span.least) / (span.most - span.least)
    }
    return columns.indices.map { index in
      columns[index].indices.map { unit in
        if let value = columns[index][unit] { return value }
        let others = columns.indices.filter { ancestors[$0] == ancestors[index] }.compactMap { stretched($0, unit) }
        guard let span = spans[index], let share = centre.of(others) else { return nil }
        return (share * (span.most - span.least) + span.least) * Double(directions[index])
      }
    }
  }
}
