import Findings
import Foundation
import Scoring
import Surveys
import Titles

extension CityExaminer {
  /// A standard as it would be in the library: checked with all that it extends, with a questionnaire if one is named, and compared.
  func examineStandard() throws -> CityExamination {
    var examination = CityExamination(recognised: CityMaterial.standard.name)
    checkFolder(.standards, &examination.findings)
    let label = request.hasSoundFolder ? request.folder : "standard"
    guard let scratch = try unpacked(marker: "standard.csv", called: label, &examination.findings) else {
      return examination
    }
    try putOthers(.standards, beside: label, in: scratch)
    let read = StandardFolder(scratch.path + "/" + label, findings: &examination.findings)
    if let standard = read.standard {
      examination.recognised = Bilingual(
        "\(standard.name.chinese)（\(standard.year) 年标准）", "\(standard.name.english), a standard of \(standard.year)")
      examination.rows = standard.indicators.count
      examination.usable = examination.rows
    }
    if let survey = entry(request.survey, of: .questionnaires) {
      read.check(survey: survey, findings: &examination.findings)
    }
    if let other = entry(request.against, of: .standards) {
      // Its own findings stand on its own page.
      var ignored: [Finding] = []
      let before = StandardFolder(other, findings: &ignored)
      examination.changes = StandardDifference(before.tables, read.tables).changes.map(CityExaminer.change)
    }
    return examination
  }

  /// A questionnaire as it would be in the library, compared with another question by question.
  func examineQuestionnaire() throws -> CityExamination {
    var examination = CityExamination(recognised: CityMaterial.questionnaire.name)
    checkFolder(.questionnaires, &examination.findings)
    let label = request.hasSoundFolder ? request.folder : "questionnaire"
    guard let scratch = try unpacked(marker: "survey.csv", called: label, &examination.findings),
      let read = Library.questionnaire(scratch.path + "/" + label, &examination.findings)?.questionnaire
    else { return examination }
    examination.recognised = Bilingual(
      "\(read.title.chinese)（问卷，版本 \(read.version)）", "\(read.title.english), a questionnaire, version \(read.version)")
    examination.rows = read.questions.count
    examination.usable = examination.rows
    var ignored: [Finding] = []
    if let other = entry(request.against, of: .questionnaires), let before = Library.questionnaire(other, &ignored) {
      examination.changes = CityExaminer.changes(from: before.questionnaire, to: read)
    }
    return examination
  }

  /// Whether the library can have a folder of the name that was asked for.
  func checkFolder(_ kind: LibraryEntry.Kind, _ findings: inout [Finding]) {
    let path = "\(library)/\(kind.folder)/\(request.folder)"
    guard !request.hasSoundFolder || FileManager.default.fileExists(atPath: path) else { return }
    findings.append(Finding(.libraryNameUnusable, found: request.folder, details: [request.folder]))
  }

  /// The path of an entry of the library; nil if there is none of this name.
  private func entry(_ name: String, of kind: LibraryEntry.Kind) -> String? {
    let parent = library + "/" + kind.folder
    return ServiceDesk.folders(in: parent).contains(name) ? parent + "/" + name : nil
  }

  /// Links to the library's other entries, for a standard finds what it extends beside itself.
  private func putOthers(_ kind: LibraryEntry.Kind, beside own: String, in scratch: ScratchFolder) throws {
    let parent = URL(fileURLWithPath: library + "/" + kind.folder).standardizedFileURL.path
    for name in ServiceDesk.folders(in: parent) where name != own {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path + "/" + name, withDestinationPath: parent + "/" + name)
    }
  }

  private static func change(_ change: StandardDifference.Change) -> UploadPreview.Change {
    let column = change.column.map { " " + $0 } ?? ""
    let (before, after) = (change.before ?? "", change.after ?? "")
    return UploadPreview.Change(
      word(change.kind), at: "\(change.table) \(change.key)\(column)", before: Bilingual(before, before),
      after: Bilingual(after, after))
  }

  private static func word(_ kind: StandardDifference.Change.Kind) -> Bilingual {
    switch kind {
    case .added: Bilingual("新增", "added")
    case .removed: Bilingual("删除", "removed")
    case .changed: Bilingual("改动", "changed")
    }
  }

  /// The questions that one questionnaire has otherwise than another.
  private static func changes(from old: Questionnaire, to new: Questionnaire) -> [UploadPreview.Change] {
    let nothing = Bilingual("", "")
    let gone = old.questions.filter { new.question(named: $0.name) == nil }.map {
      UploadPreview.Change(word(.removed), at: $0.name, before: joined(facts($0)), after: nothing)
    }
    let others: [UploadPreview.Change] = new.questions.compactMap { question in
      let own = facts(question)
      guard let before = old.question(named: question.name).map(facts) else {
        return UploadPreview.Change(word(.added), at: question.name, before: nothing, after: joined(own))
      }
      let places = own.indices.filter { before[$0] != own[$0] }
      guard !places.isEmpty else { return nil }
      return UploadPreview.Change(
        word(.changed), at: question.name, before: joined(places.map { telling(before[$0], from: own[$0]) }),
        after: joined(places.map { telling(own[$0], from: before[$0]) }))
    }
    return gone + others
  }

  /// What a question asks, its type, and its choices.
  private static func facts(_ question: Question) -> [Bilingual] {
    func choices(_ language: Language) -> String {
      question.choices.map { "\($0.code) \($0.label[language])" }.joined(separator: " / ")
    }
    return [
      question.label, Bilingual(question.type, question.type), Bilingual(choices(.chinese), choices(.english)),
    ]
  }

  /// A text that differs from another in one language only is shown in that language to everybody.
  private static func telling(_ own: Bilingual, from other: Bilingual) -> Bilingual {
    Bilingual(
      own.chinese == other.chinese ? own.english : own.chinese,
      own.english == other.english ? own.chinese : own.english)
  }

  private static func joined(_ facts: [Bilingual]) -> Bilingual {
    func text(_ language: Language) -> String {
      facts.map { $0[language] }.filter { !$0.isEmpty }.joined(separator: " · ")
    }
    return Bilingual(text(.chinese), text(.english))
  }
}
