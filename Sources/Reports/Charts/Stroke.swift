/// The parts of drawings.
enum Stroke {
  /// A straight line.
  static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String, width: Double = 1, dash: String? = nil
  ) -> Markup {
    .element(
      "line",
      [
        "x1": DisplayNumber.coordinate(x1), "y1": DisplayNumber.coordinate(y1), "x2": DisplayNumber.coordinate(x2),
        "y2": DisplayNumber.coordinate(y2), "stroke": colour, "stroke-width": DisplayNumber.coordinate(width),
        "stroke-dasharray": dash,
      ])
  }

  /// A filled rectangle.
  static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String) -> Markup {
    .element(
      "rect",
      [
        "x": DisplayNumber.coordinate(x), "y": DisplayNumber.coordinate(y), "width": DisplayNumber.coordinate(width),
        "height": DisplayNumber.coordinate(height), "fill": fill,
      ])
  }

  /// Where text stands on its coordinate.
  enum Anchor: String {
    /// It begins there.
    case start
    /// It is centred there.
    case middle
    /// It ends there.
    case end
  }

  /// A line of text on the baseline `y`.
  static func text(
    _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, fill: String? = nil, size: Double? = nil,
    isBold: Bool = false
  ) -> Markup {
    .element(
      "text",
      [
        "x": DisplayNumber.coordinate(x), "y": DisplayNumber.coordinate(y),
        "text-anchor": anchor == .start ? nil : anchor.rawValue, "fill": fill,
        "font-size": size.map { DisplayNumber.coordinate($0) }, "font-weight": isBold ? "bold" : nil,
      ], .text(text))
  }

  /// Many like parts as one path, which keeps a drawing of hundreds of points small.
  static func path(
    _ parts: [String], stroke: String, fill: String = "none", width: Double = 1
  ) -> Markup {
    guard !parts.isEmpty else { return .none }
    return .element(
      "path",
      ["d": parts.joined(), "stroke": stroke, "stroke-width": DisplayNumber.coordinate(width), "fill": fill])
  }
}

/// The mark of a point; its shape tells the certainty without colour.
enum PointMark {
  /// The path of the mark at a point: a disc for secure places, a diamond for open ones, a cross for places clearly outside.
  static func path(_ certainty: RatingReport.Certainty?, _ x: Double, _ y: Double, _ radius: Double) -> String {
    func c(_ value: Double) -> String { DisplayNumber.coordinate(value) }
    let r = radius
    switch certainty {
    case .secureIn:
      return "M\(c(x - r)) \(c(y))a\(c(r)) \(c(r)) 0 1 0 \(c(2 * r)) 0a\(c(r)) \(c(r)) 0 1 0 \(c(-2 * r)) 0z"
    case .open:
      let d = r * 1.25
      return "M\(c(x)) \(c(y - d))L\(c(x + d)) \(c(y))L\(c(x)) \(c(y + d))L\(c(x - d)) \(c(y))z"
    case .clearlyOut, nil:
      let d = r * 0.8
      return "M\(c(x - d)) \(c(y - d))L\(c(x + d)) \(c(y + d))M\(c(x - d)) \(c(y + d))L\(c(x + d)) \(c(y - d))"
    }
  }

  /// The marks of one certainty as one shape.
  static func shape(_ certainty: RatingReport.Certainty?, _ paths: [String], radius: Double) -> Markup {
    let colour = Ink.certainty(certainty)
    return Stroke.path(
      paths, stroke: colour, fill: certainty == .secureIn ? colour : certainty == .open ? "#ffffff" : "none",
      width: radius < 2 ? 0.8 : 1.3)
  }
}
