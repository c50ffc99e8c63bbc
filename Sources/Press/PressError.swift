public import Findings

/// Why nothing was printed.
public enum PressError: Error, Hashable, Sendable {
  /// No Typst engine is on this machine; the places that were searched.
  case engineMissing(searched: [String])
  /// The engine cannot be started, with the system's reason.
  case engineUnusable(path: String, reason: String)
  /// The engine refused the document, with its message.
  case failed(message: String)
  /// The engine made the document but warned, such as of a font that is missing.
  case warned(message: String)
  /// The engine did not finish in time and was stopped.
  case timedOut(seconds: Double)
  /// The private folder cannot be written or read, with the system's reason.
  case folderUnusable(reason: String)

  /// What happened and what to do, in a sentence or two.
  public var message: Bilingual {
    switch self {
    case .engineMissing(let searched):
      let places = searched.joined(separator: ", ")
      return Bilingual(
        "找不到 Typst 排版引擎(已查找:\(places))。运行 make press 安装,或用环境变量 KAOPING_TYPST 指定",
        "no Typst engine found (searched: \(places)); run make press to install it, or name it in KAOPING_TYPST")
    case .engineUnusable(let path, let reason):
      return Bilingual(
        "无法启动 Typst 排版引擎 \(path):\(reason)", "the Typst engine \(path) cannot be started: \(reason)")
    case .failed(let message):
      return Bilingual("Typst 排版失败:\(message)", "Typst could not set the document: \(message)")
    case .warned(let message):
      return Bilingual(
        "Typst 发出警告,为避免缺字未生成 PDF:\(message)。缺字体时请安装 fonts-noto-cjk",
        "Typst warned, so no PDF was made lest characters be missing: \(message); if a font is missing, install "
          + "fonts-noto-cjk")
    case .timedOut(let seconds):
      return Bilingual("Typst 在 \(seconds) 秒内没有完成,已停止", "Typst did not finish in \(seconds) s and was stopped")
    case .folderUnusable(let reason):
      return Bilingual("无法使用临时文件夹:\(reason)", "the temporary folder cannot be used: \(reason)")
    }
  }
}
