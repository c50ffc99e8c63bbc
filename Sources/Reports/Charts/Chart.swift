/// A drawing with what it shows in words: SVG for the page and for the PDF alike.
///
/// It stands alone: no style sheet, no script, no font file, no outside resource. Colours differ in shape as well, so that a
/// grey print and a colour-blind reader lose nothing.
public struct Chart: Sendable {
  /// A name of ASCII letters, digits and hyphens, unique in the report: its file's name and the ground of its identifiers.
  public let name: String
  /// What it shows.
  public let title: String
  /// What can be seen in it, for those who cannot see it.
  public let description: String
  /// Width in its own units; the text is 11 units high.
  public let width: Double
  /// Height in its own units.
  public let height: Double
  let shapes: [Markup]

  /// The element `svg` with title and description.
  public var markup: Markup {
    let size = "\(DisplayNumber.coordinate(width)) \(DisplayNumber.coordinate(height))"
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(size)", "role": "img",
        "aria-labelledby": "\(name)-title \(name)-description", "font-family": Chart.fonts, "font-size": "11",
        "fill": Ink.text,
      ],
      [
        .element("title", ["id": "\(name)-title"], .text(title)),
        .element("desc", ["id": "\(name)-description"], .text(description)),
      ] + shapes)
  }

  /// The drawing as a file of its own.
  public func bytes() -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + Array(markup.source.utf8)
  }

  private static let fonts = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"
}

/// The few colours of the report; each at least 4.5 : 1 on white where it carries text.
enum Ink {
  static let text = "#1c2733"
  static let quiet = "#566270"
  static let grid = "#dde3ea"
  static let frame = "#8b96a3"
  static let band = "#f4f6f9"
  static let line = "#a3123a"
  static let bar = "#5b84ad"

  /// The colour of a certainty: blue, brown and grey differ for every kind of colour vision.
  static func certainty(_ certainty: RatingReport.Certainty?) -> String {
    switch certainty {
    case .secureIn: "#0b5394"
    case .open: "#b45309"
    case .clearlyOut, nil: "#636b78"
    }
  }
}
