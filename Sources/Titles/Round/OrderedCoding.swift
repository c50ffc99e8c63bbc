/// A dictionary that is always written in the order of its keys, so that the same value has the same bytes and the same digest. Read as
/// any dictionary with such keys: keys and values by turns.
@propertyWrapper
public struct InKeyOrder<Key: Hashable & Comparable & Codable & Sendable, Value: Hashable & Codable & Sendable>:
  Hashable,
  Sendable, Codable
{
  /// The dictionary.
  public var wrappedValue: [Key: Value]

  /// A dictionary.
  public init(wrappedValue: [Key: Value]) { self.wrappedValue = wrappedValue }

  /// Reads keys and values by turns.
  public init(from decoder: any Decoder) throws { wrappedValue = try [Key: Value](from: decoder) }

  /// Writes keys and values by turns.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for (key, value) in wrappedValue.sorted(by: { $0.key < $1.key }) {
      try container.encode(key)
      try container.encode(value)
    }
  }
}

/// A set that is always written in order, so that the same value has the same bytes and the same digest.
@propertyWrapper
public struct InOrder<Element: Hashable & Comparable & Codable & Sendable>: Hashable, Sendable, Codable {
  /// The set.
  public var wrappedValue: Set<Element>

  /// A set.
  public init(wrappedValue: Set<Element>) { self.wrappedValue = wrappedValue }

  /// Reads the elements.
  public init(from decoder: any Decoder) throws { wrappedValue = try Set(from: decoder) }

  /// Writes the elements.
  public func encode(to encoder: any Encoder) throws { try wrappedValue.sorted().encode(to: encoder) }
}
