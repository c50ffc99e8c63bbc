import Foundation

/// Prints Typst documents as PDF.
///
/// The same files give the same bytes: the document must pin its date (`#set document(date: …)`), and the engine sees a fixed
/// clock (`SOURCE_DATE_EPOCH`), no user settings and nothing outside its folder.
public struct PDFPress: Sendable {
  /// The engine's time limit in seconds.
  public let timeout: Double

  private let environment: [String: String]
  private let engine: TypstEngine?
  private let searched: [String]

  /// A press that uses the first engine found on this machine.
  ///
  /// - Parameters:
  ///   - timeout: the seconds that one document may take.
  ///   - environment: the environment for the search and for the engine; the process's own if nil.
  ///   - executable: the path of the program to search from, its links resolved; the running one if nil.
  public init(timeout: Double = 120, environment: [String: String]? = nil, executable: String? = nil) {
    self.timeout = timeout
    self.environment = environment ?? ProcessInfo.processInfo.environment
    let resolved = (executable ?? Bundle.main.executablePath).map {
      URL(fileURLWithPath: $0).resolvingSymlinksInPath().path
    }
    (engine, searched) = TypstEngine.search(
      environment: self.environment, executable: resolved,
      workingDirectory: FileManager.default.currentDirectoryPath)
  }

  /// A press that uses this engine and searches no further.
  public init(engine: TypstEngine, timeout: Double = 120) {
    self.timeout = timeout
    self.engine = engine
    environment = ProcessInfo.processInfo.environment
    searched = [engine.path]
  }

  /// The PDF of the document `main`.
  ///
  /// - Parameters:
  ///   - files: the document and all that it reads, as plain names without folders.
  ///   - main: the name of the template among them.
  /// - Returns: the bytes of the PDF; the same for the same files and engine.
  /// - Throws: `PressError`; also for a mere warning of the engine.
  public func print(_ files: [(name: String, bytes: [UInt8])], main: String) throws(PressError) -> [UInt8] {
    precondition(files.contains { $0.name == main }, "the template is one of the files")
    precondition(files.allSatisfy { PDFPress.isPlain($0.name) }, "files of a document have plain names")
    guard let engine else { throw .engineMissing(searched: searched) }
    let folder = try PrivateFolder()
    defer { folder.remove() }
    let root = folder.url.appendingPathComponent("document")
    let output = folder.url.appendingPathComponent("document.pdf")
    do {
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: false)
      for file in files { try Data(file.bytes).write(to: root.appendingPathComponent(file.name)) }
    } catch {
      throw .folderUnusable(reason: error.localizedDescription)
    }
    let run = try run(engine, engine.arguments(main: main, output: output.path, root: root.path), folder.url)
    // The file names of the private folder mean nothing to the reader and change with every run.
    let message = run.errors.replacingOccurrences(of: root.path + "/", with: "")
    if run.status == 3 || (run.status == 0 && !run.errors.isEmpty) { throw .warned(message: message) }
    guard run.status == 0 else { throw .failed(message: message.isEmpty ? PDFPress.ending(run.status) : message) }
    guard let data = try? Data(contentsOf: output), data.starts(with: Array("%PDF-".utf8)) else {
      throw .failed(message: PDFPress.ending(run.status))
    }
    return Array(data)
  }

  /// What this machine has for printing.
  public func diagnose() -> PressDiagnosis {
    guard let folder = try? PrivateFolder() else {
      return PressDiagnosis(engine: engine, searched: searched, version: nil, fonts: nil)
    }
    defer { folder.remove() }
    var version: String?
    if let engine, let run = try? run(engine, engine.versionArguments, folder.url), run.status == 0 {
      version = run.output
    }
    return PressDiagnosis(engine: engine, searched: searched, version: version, fonts: chineseFonts(folder.url))
  }

  private func run(_ engine: TypstEngine, _ arguments: [String], _ folder: URL) throws(PressError) -> EngineRun {
    var variables = environment.filter { !$0.key.hasPrefix("TYPST_") && !$0.key.hasPrefix("PYTHON") }
    variables["SOURCE_DATE_EPOCH"] = "0"
    return try EngineRun(engine.path, arguments, folder: folder, environment: variables, seconds: timeout)
  }

  private func chineseFonts(_ folder: URL) -> [String]? {
    let arguments = ["fc-list", ":lang=zh-cn", "family"]
    guard
      let run = try? EngineRun(
        "/usr/bin/env", arguments, folder: folder, environment: environment, seconds: min(timeout, 20)),
      run.status == 0
    else { return nil }
    let families = run.output.split(separator: "\n").compactMap { $0.split(separator: ",").first.map(String.init) }
    return Set(families).sorted()
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\0")
  }

  private static func ending(_ status: Int32?) -> String {
    status.map { "no PDF, exit status \($0)" } ?? "ended by a signal"
  }
}
