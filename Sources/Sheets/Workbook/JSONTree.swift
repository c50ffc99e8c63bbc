/// A JSON document, with the order of its members kept and its numbers as they were written.
public indirect enum JSONTree: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// A number's text, such as `1.50` or `12345678901234567890`.
  case number(String)
  case text(String)
  case list([JSONTree])
  /// Members in the order of the document; a name that comes twice is there twice.
  case object([Member])

  /// A name and its value.
  public struct Member: Hashable, Sendable {
    /// The member's name.
    public var name: String
    /// The member's value.
    public var value: JSONTree

    /// A member of this name and value.
    public init(name: String, value: JSONTree) {
      self.name = name
      self.value = value
    }
  }

  /// The last member named `name`; nil if there is none or this is no object.
  public subscript(name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }
}
