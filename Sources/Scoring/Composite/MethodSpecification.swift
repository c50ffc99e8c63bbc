/// A method with its parameters as one cell of a table or one option writes it: `minmax:0,100`, `winsorise:points=5,skew=2`.
///
/// Parameters follow a colon, parted by commas, by place or by name; a list inside one parameter is parted by semicolons.
public struct MethodSpecification: Hashable, Sendable, CustomStringConvertible {
  /// The method's name, in lower case with hyphens.
  public let name: String
  private let positional: [String]
  private let named: [String: String]
  /// The text as it was written.
  public let description: String

  /// Reads `text`; nothing is checked here.
  public init(_ text: String) {
    description = text
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    name = MethodSpecification.folded(parts.first.map(String.init) ?? "")
    var positional: [String] = []
    var named: [String: String] = [:]
    for part in (parts.count == 2 ? String(parts[1]) : "").split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if pair.count == 2 {
        named[MethodSpecification.folded(pair[0])] = MethodSpecification.trimmed(pair[1])
      } else {
        positional.append(MethodSpecification.trimmed(pair[0]))
      }
    }
    self.positional = positional
    self.named = named
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// Lower case, underscores and spaces as hyphens: `n_minmax` and `Min max` are spelled as people know them.
  static func folded(_ text: String) -> String {
    String(trimmed(text).lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
  }

  /// Takes the parameters out one by one; what is left at the end was not understood.
  struct Parameters {
    private let specification: MethodSpecification
    private var used: Set<String> = []
    private var taken = 0
    /// What was wrong, in words for people.
    private(set) var faults: [String] = []

    init(_ specification: MethodSpecification) { self.specification = specification }

    /// The text of the parameter `name`, which may also stand at the next place.
    mutating func text(_ name: String) -> String? {
      used.insert(name)
      let place = taken
      taken += 1
      return specification.named[name]
        ?? (specification.positional.indices.contains(place)
          ? specification.positional[place] : nil)
    }

    /// The number of a parameter; `standard` if it is not given.
    mutating func number(_ name: String, _ standard: Double? = nil) -> Double {
      guard let text = text(name) else {
        if standard == nil { faults.append("\(name)?") }
        return standard ?? 0
      }
      guard let value = Double(text), value.isFinite else {
        faults.append("\(name)=\(text)")
        return standard ?? 0
      }
      return value
    }

    /// A whole number of at least 0.
    mutating func count(_ name: String, _ standard: Int) -> Int {
      let value = number(name, Double(standard))
      guard value >= 0, value <= 1e9, value == value.rounded() else {
        faults.append("\(name)=\(value)")
        return standard
      }
      return Int(value)
    }

    /// A list of numbers parted by semicolons.
    mutating func numbers(_ name: String) -> [Double]? {
      guard let text = text(name) else { return nil }
      let values = text.split(separator: ";").map { Double($0).flatMap { $0.isFinite ? $0 : nil } }
      guard !values.contains(nil) else {
        faults.append("\(name)=\(text)")
        return nil
      }
      return values.compactMap { $0 }
    }

    /// A yes or no.
    mutating func flag(_ name: String, _ standard: Bool) -> Bool {
      guard let text = text(name) else { return standard }
      switch text.lowercased() {
      case "yes", "true", "1": return true
      case "no", "false", "0": return false
      default:
        faults.append("\(name)=\(text)")
        return standard
      }
    }

    /// One of the names of `Value`.
    mutating func choice<Value: RawRepresentable>(_ name: String, _ standard: Value) -> Value
    where Value.RawValue == String {
      guard let text = text(name) else { return standard }
      guard let value = Value(rawValue: MethodSpecification.folded(text)) else {
        faults.append("\(name)=\(text)")
        return standard
      }
      return value
    }

    /// Notes a fault of the method itself.
    mutating func refuse(_ fault: String) { faults.append(fault) }

    /// The faults, parameters that nobody asked for among them.
    func finish() -> [String] {
      let surplus =
        specification.named.keys.filter { !used.contains($0) }.sorted()
        + (taken < specification.positional.count ? Array(specification.positional[taken...]) : [])
      return faults + surplus
    }
  }
}

/// A specification that names no known method or gives it unfit parameters.
public struct SpecificationFault: Error, Hashable, Sendable {
  /// The specification as it was written.
  public let text: String
  /// What was not understood.
  public let faults: [String]
}
