/// Shares of a whole as bars, one a row with its name and its number: how often a community has a title, how far interviews have come.
public struct ShareBars: Sendable {
  /// A row.
  public struct Row: Hashable, Sendable {
    /// What it is about.
    public var name: String
    /// The share; what lies beyond 0 and 1 is cut.
    public var share: Double
    /// The number in words.
    public var label: String
    /// Whether it stands out: it is on the list, or it is behind.
    public var isMarked: Bool

    /// A row.
    public init(name: String, share: Double, label: String, isMarked: Bool) {
      self.name = name
      self.share = share
      self.label = label
      self.isMarked = isMarked
    }
  }

  private static let width = 760.0
  private static let left = 250.0
  private static let right = 650.0
  private static let top = 24.0
  private static let pitch = 18.0

  /// The drawing; nil without a row.
  ///
  /// - Parameters:
  ///   - name: ASCII letters, digits and hyphens, unique on the page.
  ///   - line: a share that is marked across all rows; nil for none.
  public static func chart(
    _ rows: [Row], name: String, title: String, description: String, line: Double? = nil
  ) -> Chart? {
    guard !rows.isEmpty else { return nil }
    let bottom = top + Double(rows.count) * pitch
    func x(_ share: Double) -> Double { left + (right - left) * min(max(share.isFinite ? share : 0, 0), 1) }
    var shapes: [Markup] = []
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      shapes.append(Stroke.line(x(tick), top - 6, x(tick), bottom, Ink.grid))
      shapes.append(Stroke.text("\(Int(tick * 100))%", x(tick), 12, .middle, fill: Ink.quiet))
    }
    for (index, row) in rows.enumerated() {
      let y = top + Double(index) * pitch
      shapes.append(Stroke.text(TextMeasure.fit(row.name, size: 11, limit: left - 14), left - 8, y + 12, .end))
      shapes.append(Stroke.rectangle(left, y + 3, right - left, pitch - 7, Ink.band))
      shapes.append(
        Stroke.rectangle(left, y + 3, x(row.share) - left, pitch - 7, row.isMarked ? "#0b5394" : "#9aa5b1"))
      shapes.append(Stroke.text(row.label, right + 8, y + 12))
    }
    if let line {
      shapes.append(Stroke.line(x(line), top - 6, x(line), bottom, Ink.line, width: 1.2, dash: "6 3"))
    }
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 8, shapes: shapes)
  }
}
