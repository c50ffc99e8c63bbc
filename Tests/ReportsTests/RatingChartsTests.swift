import Findings
import Foundation
import Reports
import Testing

@Suite struct RatingChartsTests {
  @Test(arguments: RatingFixture.all, Language.allCases) func drawingsAreWholeAndNothingLeavesThem(
    named: RatingFixture.Named, language: Language
  ) throws {
    let charts = RatingCharts(named.report, language).all
    #expect(Set(charts.map(\.name)).count == charts.count)
    for chart in charts {
      let drawing = try #require(WellFormed(chart.bytes()), "\(chart.name)")
      let root = try #require(drawing.elements.first)
      #expect(root.name == "svg" && root.attributes["role"] == "img")
      #expect(drawing.all("title").first?.text.isEmpty == false && drawing.all("desc").first?.text.isEmpty == false)
      for text in drawing.all("text") {
        let x = try #require(text.attributes["x"].flatMap(Double.init))
        let y = try #require(text.attributes["y"].flatMap(Double.init))
        let size = text.attributes["font-size"].flatMap(Double.init) ?? 11
        let width = TextMeasure.width(text.text, size: size)
        let start =
          switch text.attributes["text-anchor"] {
          case "end": x - width
          case "middle": x - width / 2
          default: x
          }
        // The estimate of a text's width is generous by some tenths.
        #expect(start >= -4 && start + width <= chart.width + 4, "\(chart.name): \(text.text)")
        #expect(y > 0 && y <= chart.height, "\(chart.name): \(text.text)")
      }
      for mark in drawing.all("rect") + drawing.all("line") {
        for (axis, limit) in [("x", chart.width), ("y", chart.height)] {
          for name in [axis, axis + "1", axis + "2"] {
            guard let value = mark.attributes[name].flatMap(Double.init) else { continue }
            #expect(value >= -0.01 && value <= limit + 0.01, "\(chart.name): \(mark)")
          }
        }
      }
    }
  }

  @Test func theDetailShowsTheLineAndAllThatTheDataCannotTellApart() throws {
    let report = RatingFixture().report()
    for (district, drawings) in zip(report.districts, RatingCharts(report, .chinese).districts) {
      let detail = try #require(drawings.detail)
      let drawing = try #require(WellFormed(detail.bytes()))
      let texts = drawing.all("text").map(\.text)
      for place in district.places where place.certainty == .open {
        #expect(texts.contains(place.fullName), "\(district.name): \(place.fullName)")
      }
      let line = DisplayNumber.score(district.lineScore)
      #expect(texts.contains { $0.hasSuffix(line) && $0.hasPrefix("名额线") })
    }
  }

  @Test func theOverviewMarksEveryCommunityByItsCertainty() throws {
    let report = RatingFixture().report()
    for (district, drawings) in zip(report.districts, RatingCharts(report, .english).districts) {
      let overview = try #require(drawings.overview)
      let drawing = try #require(WellFormed(overview.bytes()))
      let whiskers = drawing.all("path").compactMap { $0.attributes["d"] }.filter { $0.contains("V") }
      #expect(whiskers.reduce(0) { $0 + $1.count { $0 == "V" } } == district.places.count)
    }
  }

  @Test func quartilesAgreeWithR() {
    // R 4.2.2: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), type = 7)
    let distribution = ScoreDistribution(Bilingual("", ""), [3, 1, 4, 1, 5, 9, 2, 6, nil, .nan])
    #expect([0, 0.25, 0.5, 0.75, 1].map { distribution.quantile($0) } == [1, 1.75, 3.5, 5.25, 9])
    #expect(distribution.mean == 3.875)
    #expect(distribution.counts([1, 3, 5, 9]) == [3, 2, 3])
  }

  @Test func wordsBreakWhereTheyMay() {
    #expect(
      TextMeasure.wrap("Environment and cleanliness", size: 10, limit: 70, lines: 3) == [
        "Environment ", "and ", "cleanliness",
      ])
    #expect(TextMeasure.wrap("基础设施与公共空间", size: 10, limit: 50, lines: 2) == ["基础设施与", "公共空间"])
    #expect(TextMeasure.fit("基础设施与公共空间", size: 10, limit: 50) == "基础设施…")
  }
}
