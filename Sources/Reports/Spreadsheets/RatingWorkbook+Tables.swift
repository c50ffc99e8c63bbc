import Findings

/// The sheets of the workbook.
extension RatingWorkbook {
  private typealias Column = SpreadsheetTable.Column
  private typealias Cell = SpreadsheetTable.Cell

  private func column(_ title: Bilingual, _ style: SpreadsheetTable.Style, _ width: Double) -> Column {
    Column(title: title[language], style: style, width: width)
  }

  /// The communities within the quota, by district and rank; those that a tie leaves open are marked.
  var winnersTable: SpreadsheetTable {
    SpreadsheetTable(
      name: Bilingual("名额内名单", "Within the quota")[language],
      columns: [
        column(report.groupHeading, .text, 12), column(ReportWords.rank, .integer, 7),
        column(ReportWords.town, .text, 18), column(ReportWords.name, .text, 26), column(ReportWords.code, .text, 20),
        column(ReportWords.score, .score, 11), column(ReportWords.lower, .score, 11),
        column(ReportWords.upper, .score, 11), column(ReportWords.probability, .percent, 16),
        column(ReportWords.standing, .text, 14), column(ReportWords.sureness, .text, 22),
      ],
      rows: report.districts.flatMap { district in
        (district.winners + district.pending).map { place in
          [
            .text(district.name), .optional(place.rank), .text(place.town), .text(place.name), .text(place.id),
            .optional(place.score?.value), .optional(place.score?.lower), .optional(place.score?.upper),
            .optional(place.probability), .text(place.standing(language)), .text(place.sureness(language)),
          ]
        }
      },
      isFiltered: true)
  }

  /// Every community, by district and rank.
  var rankingTable: SpreadsheetTable {
    SpreadsheetTable(
      name: Bilingual("全部名次", "Ranking")[language],
      columns: [
        column(report.groupHeading, .text, 12), column(ReportWords.rank, .integer, 7),
        column(ReportWords.town, .text, 18), column(ReportWords.name, .text, 26), column(ReportWords.code, .text, 20),
        column(ReportWords.kind, .text, 8), column(ReportWords.score, .score, 11),
        column(ReportWords.standardError, .score, 9), column(ReportWords.lower, .score, 11),
        column(ReportWords.upper, .score, 11), column(ReportWords.satisfaction, .score, 11),
        column(joined(ReportWords.satisfaction, ReportWords.standardError), .score, 12),
        column(joined(ReportWords.satisfaction, ReportWords.lower), .score, 12),
        column(joined(ReportWords.satisfaction, ReportWords.upper), .score, 12),
        column(ReportWords.responses, .integer, 10), column(ReportWords.department, .score, 11),
        column(ReportWords.probability, .percent, 16), column(ReportWords.standing, .text, 14),
        column(ReportWords.sureness, .text, 30),
      ],
      rows: report.districts.flatMap { district in district.places.map { row($0, in: district) } },
      isFiltered: true)
  }

  private func row(_ place: RatingReport.Place, in district: RatingReport.District) -> [Cell] {
    [
      .text(district.name), .optional(place.rank), .text(place.town), .text(place.name), .text(place.id),
      .text(place.kind[language]), .optional(place.score?.value), .optional(place.score?.standardError),
      .optional(place.score?.lower), .optional(place.score?.upper), .optional(place.satisfaction?.value),
      .optional(place.satisfaction?.standardError), .optional(place.satisfaction?.lower),
      .optional(place.satisfaction?.upper), .optional(place.responses), .optional(place.department),
      .optional(place.probability), .text(place.standing(language)), .text(place.sureness(language)),
    ]
  }

  private func joined(_ first: Bilingual, _ second: Bilingual) -> Bilingual {
    Bilingual(first.chinese + second.chinese, first.english + ", " + second.english.lowercased())
  }

  /// The quota's working; fractions are text, since a spreadsheet would round them.
  var quotaTable: SpreadsheetTable {
    SpreadsheetTable(
      name: Bilingual("名额分配", "Quotas")[language],
      columns: [
        column(report.groupHeading, .text, 14), column(report.unitsHeading, .integer, 12),
        column(ReportWords.share, .text, 18), column(ReportWords.wholeSeats, .integer, 10),
        column(ReportWords.remainder, .text, 18), column(ReportWords.remainderRank, .integer, 11),
        column(ReportWords.remainderWins, .text, 12), column(ReportWords.titles, .integer, 8),
        column(ReportWords.lineScore, .score, 12), column(ReportWords.standing, .prose, 30),
      ],
      rows: report.districts.map { district in
        [
          .text(district.name), .optional(district.communities), .text(district.share), .optional(district.wholeSeats),
          .text(district.remainder), .optional(district.remainderRank),
          .text((district.remainderWins ? ReportWords.yes : ReportWords.no)[language]), .optional(district.seats),
          .optional(district.lineScore), .text(district.remarks(language).joined(separator: "; ")),
        ]
      } + [
        [
          .text(ReportWords.total[language]), .optional(report.quota.communities), .empty, .empty, .empty, .empty,
          .empty, .optional(report.districts.reduce(0) { $0 + $1.seats }), .empty,
          .text(report.quota.method[language]),
        ]
      ])
  }

  /// The line of each district.
  var linesTable: SpreadsheetTable {
    SpreadsheetTable(
      name: ReportWords.lineTitle[language],
      columns: [
        column(report.groupHeading, .text, 14), column(ReportWords.certainlyIn, .integer, 10),
        column(ReportWords.notDistinguishable, .integer, 12), column(ReportWords.certainlyOut, .integer, 10),
        column(Bilingual("线上差距", "gap at the line"), .score, 12), column(ReportWords.standardError, .score, 10),
        column(ReportWords.decidedBy, .prose, 40),
      ],
      rows: report.districts.compactMap { district in
        district.line.map { line in
          [
            .text(district.name), .optional(line.certainlyIn), .optional(line.notDistinguishable),
            .optional(line.certainlyOut), .optional(line.gap), .optional(line.standardError),
            .text(line.decidedBy[language]),
          ]
        }
      })
  }

  /// The bands with the number of units in each.
  var bandsTable: SpreadsheetTable {
    SpreadsheetTable(
      name: ReportWords.bandsTitle[language],
      columns: [
        column(ReportWords.bandsTitle, .text, 14), column(Bilingual("起点", "from"), .text, 10),
        column(report.unitsHeading, .integer, 10), column(Bilingual("待遇", "award"), .prose, 40),
      ],
      rows: report.bands.map { band in
        [.text(band.name[language]), .text(band.minimum), .optional(band.units), .text(band.award[language])]
      })
  }

  /// How often each finding occurred.
  var findingsTable: SpreadsheetTable {
    SpreadsheetTable(
      name: Bilingual("数据质量", "Findings")[language],
      columns: [
        column(ReportWords.finding, .text, 9), column(ReportWords.severity, .text, 10),
        column(ReportWords.meaning, .prose, 70), column(ReportWords.count, .integer, 9),
      ],
      rows: report.findings.map { finding in
        [
          .text(finding.code), .text(ReportWords.severity(finding.severity)[language]),
          .text(finding.title[language]), .optional(finding.count),
        ]
      })
  }

  /// The input files with their checksums, then the folders of standard and questionnaire.
  var filesTable: SpreadsheetTable {
    let folders = checksums.map { [Cell.text($0.name), .empty, .empty, .empty, .text($0.sha256)] }
    return SpreadsheetTable(
      name: Bilingual("文件与校验", "Files and checksums")[language],
      columns: [
        column(ReportWords.file, .text, 36), column(ReportWords.bytes, .integer, 12),
        column(ReportWords.rows, .integer, 10), column(ReportWords.used, .integer, 10),
        Column(title: "SHA-256", style: .text, width: 74),
      ],
      rows: report.files.map { file in
        [
          .text(file.name), .optional(file.bytes), .optional(file.rows), .optional(file.used), .text(file.sha256),
        ]
      } + folders)
  }

  private var checksums: [(name: String, sha256: String)] {
    report.folderChecksums.map { ($0.name[language], $0.sha256) }
  }

  /// Method, cautions and the parameters that reproduce the report.
  var methodTable: SpreadsheetTable {
    SpreadsheetTable(
      name: Bilingual("方法", "Method")[language],
      columns: [
        Column(title: Bilingual("项目", "Topic")[language], style: .text, width: 18),
        Column(title: Bilingual("说明", "Explanation")[language], style: .prose, width: 100),
      ],
      rows: report.parameters(language).map { [.text($0.name), .text($0.value)] }
        + report.cautions.map { [.text(ReportWords.cautionsTitle[language]), .text($0[language])] }
        + report.method.enumerated().map { index, step in
          [.text("\(ReportWords.methodTitle[language]) \(index + 1)"), .text(step[language])]
        })
  }
}
