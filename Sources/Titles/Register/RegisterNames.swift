public import Findings

extension CommunityAttributes.Kind {
  /// The kind in words.
  public var name: Bilingual {
    switch self {
    case .community: Bilingual("社区", "community")
    case .village: Bilingual("村", "village")
    case .joint: Bilingual("村居合一", "both in one")
    }
  }
}

extension CommunityAttributes.Filing {
  /// The filing status in words.
  public var name: Bilingual {
    switch self {
    case .preparing: Bilingual("筹备", "being set up")
    case .unfiled: Bilingual("未备案", "not on file")
    case .filed: Bilingual("已备案", "on file")
    }
  }
}

extension RegisterChange.Kind {
  /// What happened, in words.
  public var name: Bilingual {
    switch self {
    case .established: Bilingual("设立", "set up")
    case .renamed: Bilingual("更名", "renamed")
    case .merged: Bilingual("合并", "merged")
    case .split: Bilingual("拆分", "split")
    case .moved: Bilingual("划转", "moved")
    case .urbanised: Bilingual("村改居", "became urban")
    case .recoded: Bilingual("编码变更", "recoded")
    case .filed: Bilingual("备案", "put on file")
    case .updated: Bilingual("信息更新", "updated")
    case .abolished: Bilingual("撤销", "abolished")
    }
  }
}

/// A word of a table that people may write in the program's spelling or in Chinese.
protocol WrittenWord: RawRepresentable, CaseIterable where RawValue == String {
  /// The word for people.
  var name: Bilingual { get }
}

extension WrittenWord {
  /// Reads either spelling; nil for anything else.
  init?(written text: String) {
    guard let word = Self.allCases.first(where: { $0.rawValue == text || $0.name.chinese == text }) else { return nil }
    self = word
  }

  /// What may be written, for findings.
  static var spellings: String { allCases.map { "\($0.rawValue) \($0.name.chinese)" }.joined(separator: ", ") }
}

extension CommunityAttributes.Kind: WrittenWord {}
extension CommunityAttributes.Filing: WrittenWord {}
extension RegisterChange.Kind: WrittenWord {}
