import Findings

/// Distributions, quality of the data, method, files and checksums.
extension RatingPage {
  var halves: Markup {
    chapter(
      "halves", ReportWords.halvesTitle,
      charts.pairs.map { .element("div", ["class": "pair"], $0.map { figure($0) }) }
        + [distributionTable, districtDistributionTable]
        + charts.heats.map { figure($0.chart, behind: indicatorTable($0.half)) })
  }

  private func behind(_ table: PageTable) -> Markup {
    let words = ReportWords.dataBehind[language] + ReportWords.colon(language) + table.caption
    return .element("details", [:], .element("summary", [:], .text(words)), table.markup)
  }

  private var quantileColumns: [(title: String, style: PageTable.Style)] {
    [
      (report.unitsHeading[language], .number), (Bilingual("平均", "Mean")[language], .number),
      (Bilingual("最低", "Least")[language], .number), (Bilingual("下四分位", "Lower quartile")[language], .number),
      (Bilingual("中位数", "Median")[language], .number), (Bilingual("上四分位", "Upper quartile")[language], .number),
      (Bilingual("最高", "Greatest")[language], .number),
    ]
  }

  private func quantileCells(_ distribution: ScoreDistribution) -> [Markup] {
    ["\(distribution.sorted.count)", .text(DisplayNumber.score(distribution.mean))]
      + [0, 0.25, 0.5, 0.75, 1].map { .text(DisplayNumber.score(distribution.quantile($0))) }
  }

  private var distributionTable: Markup {
    guard !report.distributions.isEmpty else { return .none }
    var table = PageTable(
      caption: Bilingual("全部得分分布", "distribution of all scores")[language],
      columns: [(Bilingual("部分", "Half")[language], .rowHead)] + quantileColumns)
    for distribution in report.distributions {
      table.append([.text(distribution.name[language])] + quantileCells(distribution))
    }
    return behind(table)
  }

  private var districtDistributionTable: Markup {
    guard !report.distributions.isEmpty else { return .none }
    var table = PageTable(
      caption: Bilingual("\(report.nouns.each)得分分布", "distribution of the scores\(report.nouns.by)")[language],
      columns: [(report.groupHeading[language], .rowHead), (Bilingual("部分", "Half")[language], .words)]
        + quantileColumns)
    for district in report.districts {
      for distribution in district.distributions where !distribution.sorted.isEmpty {
        table.append([.text(district.name), .text(distribution.name[language])] + quantileCells(distribution))
      }
    }
    return behind(table)
  }

  private func indicatorTable(_ half: RatingReport.Half) -> PageTable {
    var table = PageTable(
      caption: half.name[language],
      columns: [(Bilingual("一级指标", "Indicator")[language], .rowHead)]
        + report.districts.map { ($0.name, .number) })
    for indicator in half.indicators {
      table.append(
        [.text("\(indicator.code) \(indicator.name[language])")]
          + report.districts.indices.map { column in
            let means = indicator.districtMeans
            return .text(DisplayNumber.score(means.indices.contains(column) ? means[column] : nil))
          })
    }
    return table
  }

  var quality: Markup {
    var content: [Markup] = []
    if report.findings.isEmpty {
      content.append(paragraph(ReportWords.noFindings))
    } else {
      var table = PageTable(
        caption: ReportWords.qualityTitle[language],
        columns: [
          (ReportWords.finding[language], .rowHead), (ReportWords.severity[language], .words),
          (ReportWords.meaning[language], .words), (ReportWords.count[language], .number),
        ])
      for finding in report.findings {
        table.append([
          .text(finding.code), .text(ReportWords.severity(finding.severity)[language]),
          .text(finding.title[language]), "\(finding.count)",
        ])
      }
      content += [table.markup, paragraph(ReportWords.findingsElsewhere, style: "quiet")]
    }
    var usage = PageTable(
      caption: Bilingual("各文件采用的行数", "Rows used of each file")[language],
      columns: [
        (ReportWords.file[language], .rowHead), (ReportWords.rows[language], .number),
        (ReportWords.used[language], .number), (ReportWords.unused[language], .number),
      ], showsCaption: true)
    for file in report.files {
      usage.append([.text(file.name), "\(file.rows)", "\(file.used)", "\(max(0, file.rows - file.used))"])
    }
    return chapter("quality", ReportWords.qualityTitle, content + [usage.markup])
  }

  var method: Markup {
    chapter(
      "method", ReportWords.methodTitle,
      [
        .element("ol", ["class": "steps"], report.method.map { .element("li", [:], .text($0[language])) }),
        .element(
          "dl", ["class": "parameters"],
          report.parameters(language).map { name, value in
            .element("div", [:], .element("dt", [:], .text(name)), .element("dd", [:], .text(value)))
          }),
      ])
  }

  var checksums: Markup {
    var table = PageTable(
      caption: ReportWords.checksumsTitle[language],
      columns: [
        (ReportWords.file[language], .rowHead), (ReportWords.bytes[language], .number), ("SHA-256", .code),
      ])
    for file in report.files { table.append([.text(file.name), "\(file.bytes)", .text(file.sha256)]) }
    for folder in report.folderChecksums { table.append([.text(folder.name[language]), "", .text(folder.sha256)]) }
    return chapter("checksums", ReportWords.checksumsTitle, [paragraph(ReportWords.whyChecksums), table.markup])
  }
}
