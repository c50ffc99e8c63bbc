import Findings

extension Words {
  /// The round and what is due in it.
  static let round: [String: Bilingual] = [
    "today": Bilingual("今日", "Today"),
    "phases": Bilingual("考评进度", "Phases"),
    "due": Bilingual("待办", "Due"),
    "nothingDue": Bilingual("暂无待办。", "Nothing is due."),
    "standing": Bilingual("进度", "Standing"),
  ]
}
