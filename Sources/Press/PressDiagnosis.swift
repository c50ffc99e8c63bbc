/// What a machine has for printing.
public struct PressDiagnosis: Hashable, Sendable {
  /// The families that the documents of this program name; each must be there.
  public static let requiredFonts = ["Noto Sans CJK SC", "Noto Serif CJK SC"]

  /// The engine that would be used; nil if none was found.
  public let engine: TypstEngine?
  /// Where it was searched.
  public let searched: [String]
  /// What the engine says of itself, such as `typst 0.15.2`; nil if it cannot be run.
  public let version: String?
  /// The families with simplified Chinese, sorted; nil if the machine cannot list its fonts (no `fc-list`).
  public let fonts: [String]?

  /// The required families that are missing; nil if the fonts are unknown.
  public var missingFonts: [String]? {
    fonts.map { fonts in PressDiagnosis.requiredFonts.filter { !fonts.contains($0) } }
  }

  /// Whether a report can be printed, as far as can be known without printing one.
  public var isReady: Bool { version != nil && (missingFonts ?? []).isEmpty }
}
