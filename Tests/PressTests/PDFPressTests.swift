import Findings
import Foundation
import Press
import Testing

@Suite struct PDFPressTests {
  /// Whether this machine can print; the tests that need it are skipped, and say so, where it cannot.
  static let isReady = PDFPress().diagnose().isReady

  @Test(.enabled(if: isReady, "no Typst engine or no Noto CJK fonts here: make press, apt-get install fonts-noto-cjk"))
  func sameFilesGiveTheSameBytes() throws {
    let template = """
      #set document(date: datetime(year: 2014, month: 1, day: 1))
      #set text(font: "Noto Sans CJK SC", lang: "zh")
      #json("data.json").title
      """
    let files = [
      (name: "report.typ", bytes: Array(template.utf8)),
      (name: "data.json", bytes: Array(#"{"title": "考评 #panic() $x$ [b] @c"}"#.utf8)),
    ]
    let first = try PDFPress().print(files, main: "report.typ")
    #expect(first.starts(with: Array("%PDF-".utf8)))
    #expect(try PDFPress().print(files, main: "report.typ") == first)
  }

  @Test(.enabled(if: isReady, "no Typst engine here"))
  func aMissingFontIsAnError() throws {
    let error = #expect(throws: PressError.self) {
      try PDFPress().print(
        [(name: "a.typ", bytes: Array(#"#set text(font: "No Such Font"); 考评"#.utf8))], main: "a.typ")
    }
    guard case .warned(let message)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(message.lowercased().contains("no such font"))
  }

  @Test(.enabled(if: isReady, "no Typst engine here"), arguments: ["#panic(\"x\")", "#read(\"/etc/hostname\")", "#("])
  func whatTypstRefusesIsAnError(template: String) throws {
    let error = #expect(throws: PressError.self) {
      try PDFPress().print([(name: "a.typ", bytes: Array(template.utf8))], main: "a.typ")
    }
    guard case .failed(let message)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(!message.isEmpty)
  }

  /// A program that stands in for the engine.
  struct FakeEngine: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let script: String
    var seconds = 60.0
    let isExpected: @Sendable (PressError) -> Bool
  }

  static let fakes = [
    FakeEngine(
      testDescription: "sleeps and ignores the request to end", script: "trap '' TERM; sleep 30 & wait; sleep 30",
      seconds: 1
    ) {
      if case .timedOut = $0 { true } else { false }
    },
    FakeEngine(testDescription: "fails without a word", script: "exit 9") {
      $0 == .failed(message: "no PDF, exit status 9")
    },
    FakeEngine(testDescription: "ends well without a PDF", script: "exit 0") {
      $0 == .failed(message: "no PDF, exit status 0")
    },
    FakeEngine(testDescription: "warns", script: "echo warning: odd >&2") { $0 == .warned(message: "warning: odd") },
    FakeEngine(
      testDescription: "writes more than a pipe holds", script: "head -c 300000 /dev/zero | tr '\\0' x; exit 4"
    ) {
      $0 == .failed(message: "no PDF, exit status 4")
    },
  ]

  /// Writes a program through a process of its own. Written here, its open file could be held by a child that another test
  /// starts at the same moment, and the system refuses to run a file that is open for writing.
  private static func install(_ script: String, as program: URL) throws {
    let source = program.appendingPathExtension("txt")
    try Data(script.utf8).write(to: source)
    let process = try Process.run(
      URL(fileURLWithPath: "/usr/bin/install"), arguments: ["-m", "755", source.path, program.path])
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test(arguments: fakes) func aFaultyEngineIsReported(fake: FakeEngine) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("press-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent("typst")
    try Self.install("#!/bin/sh\n\(fake.script)\n", as: program)
    let press = PDFPress(engine: TypstEngine(path: program.path), timeout: fake.seconds)
    let error = #expect(throws: PressError.self) { try press.print([(name: "a.typ", bytes: [])], main: "a.typ") }
    #expect(error.map(fake.isExpected) == true, "\(String(describing: error))")
  }

  @Test func theCommandIsToldRootDocumentAndOutput() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("press-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent("typst")
    // Stands in for `typst compile --root ROOT ROOT/a.typ OUTPUT` and copies what it was given behind a PDF's first bytes.
    let script = """
      #!/bin/sh
      [ "$1 $2 $4" = "compile --root $3/a.typ" ] && [ "$TYPST_FEATURES$SOURCE_DATE_EPOCH" = 0 ] || exit 5
      { printf '%%PDF-'; cat "$4" "$3/data.json"; } > "$5"

      """
    try Self.install(script, as: program)
    let press = PDFPress(environment: [
      "KAOPING_TYPST": program.path, "PATH": "/usr/bin:/bin", "TYPST_FEATURES": "html",
    ])
    let pdf = try press.print(
      [(name: "a.typ", bytes: Array("template ".utf8)), (name: "data.json", bytes: Array("{}".utf8))], main: "a.typ")
    #expect(String(decoding: pdf, as: UTF8.self) == "%PDF-template {}")
  }

  @Test func aWrongEngineIsNotSilentlyReplaced() {
    let press = PDFPress(environment: ["KAOPING_TYPST": "/no/such/typst", "PATH": "/usr/bin:/bin"])
    let error = #expect(throws: PressError.self) { try press.print([(name: "a.typ", bytes: [])], main: "a.typ") }
    #expect(error == .engineMissing(searched: ["/no/such/typst"]))
    let diagnosis = press.diagnose()
    #expect(diagnosis.engine == nil && diagnosis.version == nil && !diagnosis.isReady)
  }

  @Test func theEngineIsSearchedOnThePathThenBesideTheBuild() {
    let press = PDFPress(environment: ["PATH": "/nowhere"], executable: "/a/.build/x86/release/kaoping")
    let searched = press.diagnose().searched
    #expect(searched.first == "/nowhere/typst")
    #expect(searched.dropFirst().first == "/a/.build/typst/bin/python3")
    #expect(searched.last == FileManager.default.currentDirectoryPath + "/.build/typst/bin/python3")
  }

  @Test func anEngineThatCannotBeStartedIsReported() {
    let press = PDFPress(engine: TypstEngine(path: "/etc/hostname"), timeout: 1)
    let error = #expect(throws: PressError.self) { try press.print([(name: "a.typ", bytes: [])], main: "a.typ") }
    guard case .engineUnusable? = error else { return #expect(Bool(false), "\(String(describing: error))") }
  }
}
