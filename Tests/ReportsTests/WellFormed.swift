import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An XML document as the tests ask about it: elements with attributes and texts, in order.
final class WellFormed: NSObject, XMLParserDelegate {
  /// An element's name, attributes and the text directly inside it.
  struct Element {
    let name: String
    let attributes: [String: String]
    let parents: [String]
    var text = ""
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  /// Reads `bytes`; nil if they are not well-formed.
  init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    elements.append(Element(name: name, attributes: attributes, parents: open.map { elements[$0].name }))
    open.append(elements.count - 1)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { open.removeLast() }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { elements[last].text += text }
  }

  /// The elements of this name.
  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// All text that is shown, without the style sheet.
  var text: String { elements.filter { $0.name != "style" }.map(\.text).joined(separator: "\n") }
}
