import Foundation

/// A Typst engine on this machine.
///
/// Searched in this order: the environment's `KAOPING_TYPST`; `typst` on the `PATH`; the virtual environment that the
/// Makefile keeps beside the build, found from the executable; the same below the working directory.
public struct TypstEngine: Hashable, Sendable {
  /// What kind of program runs it.
  public enum Kind: String, Hashable, Sendable {
    /// The `typst` command.
    case command
    /// A Python interpreter that has the module `typst`.
    case python
  }

  /// The path of the program.
  public let path: String
  /// What kind of program it is; known by its name.
  public let kind: Kind

  /// The engine at `path`: Python if the file's name begins so, otherwise the `typst` command.
  public init(path: String) {
    self.path = path
    let name = path.split(separator: "/").last.map(String.init) ?? path
    kind = name.hasPrefix("python") ? .python : .command
  }

  /// The places where an engine may stand, in the order of the search.
  ///
  /// - Parameters:
  ///   - environment: the process's environment.
  ///   - executable: the path of the running program with links resolved, if known.
  ///   - workingDirectory: the directory that relative paths start from.
  /// - Returns: paths, whether or not something stands there; `KAOPING_TYPST` alone if it is set, so that a wrong value is
  ///   reported and not silently replaced.
  static func candidates(environment: [String: String], executable: String?, workingDirectory: String) -> [String] {
    // The engine runs in a folder of its own, where a relative path would mean something else.
    func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : workingDirectory + "/" + path }
    if let chosen = environment["KAOPING_TYPST"], !chosen.isEmpty { return [absolute(chosen)] }
    var paths = (environment["PATH"] ?? "").split(separator: ":").map { absolute("\($0)/typst") }
    if let executable {
      let folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
      // `standardizedFileURL` would follow links out of the virtual environment.
      paths.append(folder.appendingPathComponent("../../typst/bin/python3").standardized.path)
    }
    paths.append(workingDirectory + "/.build/typst/bin/python3")
    return paths
  }

  /// The first engine that can be run, and where was searched.
  static func search(
    environment: [String: String], executable: String?, workingDirectory: String
  ) -> (engine: TypstEngine?, searched: [String]) {
    let paths = candidates(environment: environment, executable: executable, workingDirectory: workingDirectory)
    let found = paths.first { path in
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
        && FileManager.default.isExecutableFile(atPath: path)
    }
    return (found.map(TypstEngine.init(path:)), paths)
  }

  /// The arguments that set `main` into `output`; both stand in the folder `root`, outside of which nothing is read.
  func arguments(main: String, output: String, root: String) -> [String] {
    switch kind {
    case .command: ["compile", "--root", root, root + "/" + main, output]
    case .python: ["-I", "-c", TypstEngine.driver, root + "/" + main, output, root]
    }
  }

  /// The arguments that print the version.
  var versionArguments: [String] {
    switch kind {
    case .command: ["--version"]
    case .python: ["-I", "-c", "import typst; print('typst', typst.__version__)"]
    }
  }

  /// The module has no command line of its own. It keeps warnings apart from errors; they end with status 3.
  private static let driver = """
    import sys, typst
    main, output, root = sys.argv[1:4]
    try:
        pdf, warnings = typst.compile_with_warnings(main, root=root)
    except typst.TypstError as error:
        sys.stderr.write(str(error)); sys.exit(2)
    if warnings:
        sys.stderr.write("\\n".join("warning: " + str(w) for w in warnings)); sys.exit(3)
    with open(output, "wb") as file:
        file.write(pdf)
    """
}
