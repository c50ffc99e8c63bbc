import Findings

/// What a page shows, as a value in the visitor's language: tested without a browser, drawn by the template of its name.
protocol Page: Sendable {
  /// The template's name.
  static var template: String { get }
  /// The title of the window and of the history.
  var title: String { get }
  /// The address of the section that the page belongs to, where its own address does not say so.
  var section: String? { get }
}

extension Page {
  /// Most pages lie below their section.
  var section: String? { nil }
}

/// A name with its value and unit, for the figures of a page.
struct Figure: Hashable, Sendable {
  var name: String
  var value: String
  var unit: String?

  init(_ name: String, _ value: String, _ unit: String? = nil) {
    self.name = name
    self.value = value
    self.unit = unit
  }
}

/// A sentence that stands out.
struct Notice: Hashable, Sendable {
  /// How it looks: `good`, `wait`, `wrong`, or nothing of these.
  enum Kind: String, Hashable, Sendable { case plain = "", good, wait, wrong }

  var kind: String
  var text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind.rawValue
    self.text = text
  }
}

/// A choice of a list.
struct ListChoice: Hashable, Sendable {
  var value: String
  var name: String
  var isChosen = false
}
