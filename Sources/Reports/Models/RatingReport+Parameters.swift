import Findings

/// What is needed to make the same report again, and the remarks that belong to a district's quota.
extension RatingReport {
  /// Name and value of what fixes the result: award, questionnaire, year, titles, confidence, seed, simulation, version.
  func parameters(_ language: Language) -> [(name: String, value: String)] {
    var list = [(Bilingual("评价标准", "Standard"), standardName[language])]
    if let surveyName { list.append((Bilingual("问卷", "Questionnaire"), surveyName[language])) }
    list.append((ReportWords.year, "\(year)"))
    list.append((ReportWords.titles, "\(titles)"))
    let separator = language == .chinese ? "；" : "; "
    list.append(
      (
        Bilingual("综合得分的构成", "Make-up of the composite"),
        halves.map { "\($0.name[language]) \(DisplayNumber.share($0.weight))" }.joined(separator: separator)
      ))
    list.append((Bilingual("置信水平", "Confidence level"), DisplayNumber.share(confidence)))
    list.append((Bilingual("随机种子", "Seed"), "\(seed)"))
    if let simulation {
      list.append(
        (Bilingual("模拟核对", "Check by simulation"), ReportWords.simulation(simulation, seed: seed)[language]))
    }
    list.append((Bilingual("软件版本", "Software"), "Kaoping \(version)"))
    return list.map { ($0.0[language], $0.1) }
  }

  /// The checksums of the folders that the round was rated by; without a questionnaire only the standard's.
  var folderChecksums: [(name: Bilingual, sha256: String)] {
    var list = [(name: Bilingual("评价标准文件夹", "Folder of the standard"), sha256: standardChecksum)]
    if surveyName != nil {
      list.append((name: Bilingual("问卷文件夹", "Folder of the questionnaire"), sha256: surveyChecksum))
    }
    return list
  }
}

extension RatingReport.District {
  /// What must be said of the district's quota: no title, a tie of remainders, a tie at the line.
  func remarks(_ language: Language) -> [String] {
    var list: [Bilingual] = []
    if seats == 0 && !quotaTied { list.append(ReportWords.noSeat) }
    if quotaTied { list.append(ReportWords.quotaTie) }
    if lineTied { list.append(ReportWords.lineTie) }
    return list.map { $0[language] }
  }
}
