import Scoring
import Testing
import Titles

@Suite struct TitleQuotasTests {
  /// The working table of the domain notes (常州 2014, estimates scaled to 1001): 324 … 27 communities, 100 titles.
  @Test func sevenDistrictsShareAHundredTitles() {
    let quotas = TitleQuotas(
      titles: 100, names: ["溧阳", "金坛", "武进", "新北", "天宁", "钟楼", "戚墅堰"],
      counts: [193, 170, 324, 116, 91, 80, 27], tieRules: [])
    #expect(quotas.seats == [19, 17, 32, 12, 9, 8, 3])
    #expect(quotas.tie == nil)
    #expect(quotas.decided == nil)
  }

  @Test func equalRemaindersAreATie() {
    let quotas = TitleQuotas(titles: 2, names: ["a", "b", "c"], counts: [5, 5, 5], tieRules: [])
    #expect(quotas.seats == [0, 0, 0])
    #expect(quotas.tie?.districts == [0, 1, 2])
    #expect(quotas.tie?.titles == 2)
  }

  @Test func theStandardsRulesMayDecideATie() {
    let open = TitleQuotas(titles: 2, names: ["a", "b", "c"], counts: [5, 5, 5], tieRules: [.communities])
    #expect(open.tie?.titles == 2)
    let decided = TitleQuotas(
      titles: 2, names: ["a", "b", "c"], counts: [5, 5, 5], tieRules: [.communities, .districtOrder])
    #expect(decided.seats == [1, 1, 0])
    #expect(decided.tie == nil)
    #expect(decided.decided?.winners == [0, 1])
  }

  @Test func moreCommunitiesGoFirstAmongEqualRemainders() {
    // 1.5 and 0.5 titles: equal remainders, one title.
    let quotas = TitleQuotas(titles: 2, names: ["a", "b"], counts: [1, 3], tieRules: [.communities])
    #expect(quotas.seats == [0, 2])
  }
}
