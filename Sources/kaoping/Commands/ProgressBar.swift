import Findings
import Foundation
import Operations
import Synchronization

/// One line on the terminal that says how far a long step is; silent when standard error is no terminal.
final class ProgressBar: Sendable {
  private let language: Language
  private let isVisible: Bool
  private let last = Mutex<String>("")

  init(_ language: Language) {
    self.language = language
    isVisible = isatty(FileHandle.standardError.fileDescriptor) == 1
  }

  /// Shows a step; redrawn only when its text changes.
  func show(_ progress: Workbench.Progress) {
    guard isVisible else { return }
    var text = progress.step[language]
    if progress.total > 0 {
      let percent = min(100, progress.done * 100 / progress.total)
      let filled = percent * 30 / 100
      text +=
        " [" + String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled) + "] \(percent)%"
    }
    let changed = last.withLock { shown in
      defer { shown = text }
      return shown != text
    }
    if changed { draw(text) }
  }

  /// Removes the line.
  func clear() {
    if isVisible { draw("") }
  }

  private func draw(_ text: String) { FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8)) }
}
