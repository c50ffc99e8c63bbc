/// Well-formed XML text, for pages and drawings alike: whatever is put in as text or attribute is escaped.
///
/// There is no way from a `String` into markup but through `text` or an attribute, so a name such as `<script>` is shown, not
/// run. Control characters that XML does not know are dropped.
public struct Markup: Sendable {
  /// The markup as it stands in the file.
  public private(set) var source: String

  private init(source: String) { self.source = source }

  /// Nothing.
  public static let none = Markup(source: "")

  /// Text.
  public static func text(_ text: String) -> Markup { Markup(source: escape(text)) }

  /// Several pieces, one after the other.
  public static func group(_ parts: [Markup]) -> Markup { Markup(source: parts.map(\.source).joined()) }

  /// A style sheet of this program; never for text that people sent.
  static func style(_ sheet: StaticString) -> Markup { Markup(source: "<style>\n\(sheet)</style>\n") }

  /// An element; without children it closes itself. Attributes whose value is nil are left out.
  static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ children: Markup...
  ) -> Markup {
    element(name, attributes, children)
  }

  /// An element with a list of children.
  static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>, _ children: [Markup]
  ) -> Markup {
    var source = "<\(name)"
    for (key, value) in attributes {
      if let value { source += " \(key)=\"\(escape(value))\"" }
    }
    guard !children.isEmpty else {
      return Markup(source: source + (voidElements.contains("\(name)") ? "/>" : "></\(name)>") + breakAfter("\(name)"))
    }
    source += ">"
    for child in children { source += child.source }
    return Markup(source: source + "</\(name)>" + breakAfter("\(name)"))
  }

  /// HTML's elements without an end tag, and the shapes of a drawing.
  private static let voidElements: Set<String> = [
    "meta", "br", "hr", "col", "link", "path", "line", "rect", "circle",
  ]
  /// A line break after blocks keeps the source readable; inside a line it would become a blank.
  private static let blocks: Set<String> = [
    "head", "body", "title", "meta", "header", "main", "nav", "section", "footer", "h1", "h2", "h3", "p", "ul", "ol",
    "li",
    "table", "thead", "tbody", "tr", "figure", "figcaption", "details", "summary", "div", "dl", "svg", "g", "path",
  ]

  private static func breakAfter(_ name: String) -> String { blocks.contains(name) ? "\n" : "" }

  /// `text` with the five special characters of XML replaced and characters that XML forbids dropped.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      default:
        if isXMLCharacter(scalar) { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// Whether XML 1.0 and a page may hold the character; C0 and C1 controls and noncharacters may not stand.
  static func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: false
    default: !scalar.properties.isNoncharacterCodePoint
    }
  }
}

extension Markup: ExpressibleByStringInterpolation {
  /// Text; escaped like any other.
  public init(stringLiteral value: String) { self = .text(value) }
}
