public import Findings

/// What came of a job, as it is kept: what people read of it is worded when they ask, in their language.
public struct JobOutcome: Hashable, Sendable, Codable {
  /// The round's version after it; nil if nothing was done.
  public var version: Int?
  /// The round's phase after it; nil if nothing was done.
  public var phase: String?
  /// The entry of the audit log; nil if nothing was recorded.
  public var leaf: Int?
  /// What was found, two hundred at most.
  public var findings: [UploadPreview.Found]

  init(version: Int? = nil, phase: String? = nil, leaf: Int? = nil, findings: [Finding]) {
    self.version = version
    self.phase = phase
    self.leaf = leaf
    self.findings = UploadPreview(recognised: Bilingual("", ""), findings: findings).findings
  }

  /// The findings in the catalogue's words.
  public var readable: [Finding] { UploadPreview.readable(findings, file: nil) }
}
