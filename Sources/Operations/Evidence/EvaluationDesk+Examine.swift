import Findings
import Foundation
import Seals
import Sheets
import Store
import Surveys
import Titles

extension EvaluationDesk {
  /// Looks at a file with the round's own questionnaire and communities, and keeps nothing.
  func examine(_ request: UploadRequest) throws -> UploadExamination {
    var findings: [Finding] = []
    guard InputFile(request.path, name: request.name, &findings) != nil else { throw Refusal(findings: findings) }
    var options = ReadingOptions(digest: { String(ContentDigest.of($0).hexadecimal.prefix(16)) })
    if let path = request.sealKey, let key = InputFile.contents(of: path, name: path, &findings) {
      if let seal = PersonalSeal(key: key) {
        options.seal = { String(seal.code($0).prefix(32)) }
      } else {
        findings.append(Finding(.sealKeyUnusable, at: Location(file: path)))
      }
    }
    if let path = request.mapping, let bytes = InputFile.contents(of: path, name: path, &findings),
      let sheet = CSVSheet.read(bytes, file: path, required: MappingFile.required, findings: &findings)
    {
      options.mapping = MappingFile(sheet, findings: &findings)
    }
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }
    let round = try store.round(request.round)?.round
    let questionnaire = request.kind == .responses ? try self.questionnaire(of: request.round) : nil
    var examination = UploadExaminer(
      request: request, questionnaire: questionnaire, communities: round.map { Array($0.communities.values) } ?? [],
      options: options
    ).examine()
    examination.findings = findings + examination.findings
    return examination
  }

  /// The frozen questionnaire of a round; nil before it is frozen.
  private func questionnaire(of round: String) throws -> Questionnaire? {
    guard try store.roundFiles(round).contains(where: { $0.folder == "survey" }) else { return nil }
    let scratch = try ScratchFolder()
    try unpack(round, folder: "survey", to: scratch.path + "/survey")
    var ignored: [Finding] = []
    return Library.questionnaire(scratch.path + "/survey", &ignored)?.questionnaire
  }
}

extension InputFile {
  /// What gives a file's blocks one after the other, nothing at its end.
  static func blocks(of path: String, name: String) throws -> () throws -> [UInt8] {
    var findings: [Finding] = []
    guard let file = InputFile(path, name: name, &findings) else { throw Refusal(findings: findings) }
    let source = Blocks(file, name)
    return { try source.next() }
  }

  /// The digest and size of a file.
  static func digest(of path: String) throws -> SentFile {
    let next = try blocks(of: path, name: (path as NSString).lastPathComponent)
    let stream = DigestStream()
    var size = 0
    while case let block = try next(), !block.isEmpty {
      stream.update(block)
      size += block.count
    }
    return SentFile(digest: stream.digest(), bytes: size)
  }

  /// A file that closures can share.
  private final class Blocks {
    private let file: InputFile
    private let name: String

    init(_ file: consuming InputFile, _ name: String) {
      self.file = file
      self.name = name
    }

    func next() throws -> [UInt8] {
      var block: [UInt8] = []
      guard file.read(1 << 20, into: &block) != nil else {
        throw Refusal(findings: [Finding(.fileUnreadable, at: Location(file: name), details: [name, "read error"])])
      }
      return block
    }
  }
}
