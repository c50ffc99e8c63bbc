import Findings

/// The drawings, and the chapters behind the answer.
extension RatingDocument {
  var districts: JSONValue {
    [
      "title": text(ReportWords.districtsTitle(report.nouns)), "intro": text(ReportWords.howToRead(report)),
      "list": .array(
        zip(report.districts, charts.districts).map { district, drawings in
          [
            "name": .string(district.name), "remarks": .array(district.remarks(language).map(JSONValue.string)),
            "charts": .array([drawings.overview, drawings.detail].compactMap { $0.map { drawing($0) } }),
          ]
        }),
    ]
  }

  var halves: JSONValue {
    [
      "title": text(ReportWords.halvesTitle), "pairs": .array(charts.pairs.map { .array($0.map { drawing($0) }) }),
      "heats": .array(charts.heats.map { drawing($0.chart) }),
    ]
  }

  var quality: JSONValue {
    [
      "title": text(ReportWords.qualityTitle),
      "text": text(report.findings.isEmpty ? ReportWords.noFindings : ReportWords.findingsElsewhere),
      "table": table(
        [
          (ReportWords.finding[language], "start", nil), (ReportWords.severity[language], "start", nil),
          (ReportWords.meaning[language], "start", 1), (ReportWords.count[language], "end", nil),
        ],
        report.findings.map { finding in
          [
            .string(finding.code), text(ReportWords.severity(finding.severity)), text(finding.title),
            .string("\(finding.count)"),
          ]
        }),
      "usage": table(
        [
          (ReportWords.file[language], "start", 1), (ReportWords.rows[language], "end", nil),
          (ReportWords.used[language], "end", nil), (ReportWords.unused[language], "end", nil),
        ],
        report.files.map { file in
          [
            .string(Self.breakable(file.name)), .string("\(file.rows)"), .string("\(file.used)"),
            .string("\(max(0, file.rows - file.used))"),
          ]
        }),
    ]
  }

  var method: JSONValue {
    [
      "title": text(ReportWords.methodTitle), "steps": .array(report.method.map(text)),
      "parameters": .array(
        report.parameters(language).map { ["name": .string($0.name), "value": .string($0.value)] }),
    ]
  }

  var checksums: JSONValue {
    let files = report.files.map { (name: "\(Self.breakable($0.name)) · \($0.bytes) B", sha256: $0.sha256) }
    let folders = report.folderChecksums.map { (name: $0.name[language], sha256: $0.sha256) }
    return [
      "title": text(ReportWords.checksumsTitle), "text": text(ReportWords.whyChecksums),
      "files": .array((files + folders).map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
    ]
  }
}
