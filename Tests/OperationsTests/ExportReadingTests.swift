import Findings
import Foundation
import Operations
import Surveys
import Testing

/// Every sample export gives the responses that its folder expects, with the code book and with the XLSForm.
@Suite struct ExportReadingTests {
  @Test(arguments: ExportReference.samples, ["codebook.json", "xlsform/community_satisfaction.xlsx"])
  func samplesGiveTheExpectedResponses(_ sample: ExportReference.Sample, survey: String) throws {
    let outcome = ExportReference.read([sample.testDescription], survey: survey)
    #expect(!outcome.findings.contains { $0.severity == .error })
    let table = try #require(outcome.reading.tables.first { $0.purpose == .answers })
    #expect(table.recognition.dialect.tool.rawValue == sample.tool)
    #expect(!table.recognition.evidence.isEmpty)
    let expected = ExportReference.responses(sample)
    let submissions = outcome.reading.submissions
    #expect(submissions.count == expected.count)
    let byID = Dictionary(submissions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, response) in expected.enumerated() {
      let id = response["id"] as? String ?? ""
      let found = ExportReference.isAnonymous(sample) ? submissions[index] : byID[id]
      let submission = try #require(found, "no submission \(id)")
      compare(submission, response, table.form, hasCodebook: survey == "codebook.json", sample)
    }
  }

  private func compare(
    _ submission: Submission, _ expected: [String: Any], _ form: Questionnaire, hasCodebook: Bool,
    _ sample: ExportReference.Sample
  ) {
    let label = "\(sample.testDescription) \(submission.id.prefix(12))"
    if !ExportReference.isAnonymous(sample) {
      for (name, time) in [
        ("startedAt", submission.started), ("endedAt", submission.ended), ("submittedAt", submission.submitted),
      ] where expected[name] != nil {
        let text = expected[name] as? String
        #expect(
          time == text.flatMap { ISO8601DateFormatter().date(from: $0) }.map { Int($0.timeIntervalSince1970) },
          "\(label) \(name)")
      }
    }
    if let root = expected["rootId"] as? String { #expect(submission.rootID == root) }
    if let interviewer = expected["interviewer"] as? String { #expect(submission.interviewer == interviewer) }
    if expected["review"] != nil { #expect(submission.review?.rawValue == expected["review"] as? String, "\(label)") }
    if let weight = expected["weight"] as? Double { #expect(submission.weight == weight) }
    #expect(submission.isComplete == (expected["completion"] as? String == "complete"), "\(label)")
    func item(_ key: String) -> Int? {
      form.questions.firstIndex { $0.name == key }
        ?? (key == "identityOther" ? form.questions.firstIndex { $0.name == "identity_other" } : nil)
    }
    for (key, value) in expected["answers"] as? [String: Any] ?? [:] {
      let answer = item(key).flatMap { submission.answers[$0] }
      #expect(same(answer, value), "\(label) \(key): \(String(describing: answer)) ≠ \(value)")
    }
    let missing = Dictionary(
      uniqueKeysWithValues: (expected["missing"] as? [String: String] ?? [:]).map { (item($0.key) ?? -1, $0.value) })
    #expect(submission.missing.mapValues(\.rawValue) == missing, "\(label) missing")
    // The days of the field work stand in the code book alone; a file without times cannot show what rests on them.
    var unknown: Set<String> = hasCodebook ? [] : ["outside-period"]
    if ExportReference.isAnonymous(sample) { unknown = ["outside-period", "too-fast"] }
    #expect(
      Set(submission.flags).subtracting(unknown) == Set(expected["flags"] as? [String] ?? []).subtracting(unknown),
      "\(label) flags")
  }

  private func same(_ answer: Submission.Answer?, _ value: Any) -> Bool {
    switch answer {
    case nil: value is NSNull
    case .code(let code): value as? String == code
    case .text(let text): value as? String == text
    case .number(let number): (value as? NSNumber)?.doubleValue == number
    // An export with one column per choice cannot keep the order in which they were ticked.
    case .codes(let codes): Set(value as? [String] ?? []) == Set(codes)
    }
  }

  @Test func timingsJoinTheResponsesOfTheirSurvey() throws {
    let outcome = ExportReference.read(
      ["limesurvey/results-survey731942-codes.csv", "limesurvey/timings-survey731942.csv"], survey: "codebook.json")
    let seconds = try #require(ExportReference.expected("limesurvey")["interviewSeconds"] as? [String: Double])
    #expect(Dictionary(uniqueKeysWithValues: outcome.reading.submissions.map { ($0.id, $0.seconds) }) == seconds)
  }

  @Test func oneTableReadTwiceAddsNothing() {
    let file = "kobotoolbox/api-data.json"
    let outcome = ExportReference.read([file, file], survey: "codebook.json")
    #expect(outcome.reading.submissions.count == 10)
    #expect(outcome.reading.history.count == 10)
    #expect(outcome.findings.count { $0.code == .laterSubmission } == 10)
  }

  @Test func repeatsAreReportedAndNotScored() throws {
    let table = ExportReference.read(["odk-central/community_satisfaction-visits.csv"], survey: "codebook.json")
    #expect(table.reading.tables.map(\.purpose) == [.repeats])
    #expect(table.reading.submissions.isEmpty)
    let workbook = ExportReference.read(["kobotoolbox/labels-grouped-repeats.xlsx"], survey: "codebook.json")
    #expect(workbook.reading.tables.map(\.purpose) == [.answers, .repeats])
    let document = ExportReference.read(["kobotoolbox/api-data.json"], survey: "codebook.json")
    #expect(document.reading.tables[0].repeats == ["visits": 3])
  }

  @Test func aPaperThatIsPushedGoesByItsNumbers() throws {
    let outcome = ExportReference.read(["wenjuanxing/push.json"], survey: "codebook.json")
    let submission = try #require(outcome.reading.submissions.first)
    let form = outcome.reading.tables[0].form
    let second = try #require(
      ExportReference.responses(.init(tool: "wenjuanxing", file: "按选项文本.xlsx")).first { $0["id"] as? String == "2" })
    for (key, value) in second["answers"] as? [String: Any] ?? [:] {
      guard let item = form.questions.firstIndex(where: { $0.name == key }) else { continue }
      #expect(same(submission.answers[item], value))
    }
    #expect(submission.id == "101812480275")
    // A heading that bears nothing but a number is a guess, and is said to be one.
    #expect(outcome.findings.count { $0.code == .columnBySimilarity } == 12)
  }

  @Test func devicesAndAddressesAreLeftOut() {
    for sample in ExportReference.samples {
      let outcome = ExportReference.read([sample.testDescription], survey: "codebook.json")
      let text = outcome.reading.submissions.map { "\($0)" }.joined() + outcome.findings.map { "\($0)" }.joined()
      #expect(!text.contains("203.0.113."), "\(sample.testDescription)")
      #expect(!text.contains("collect:"), "\(sample.testDescription)")
    }
  }
}
