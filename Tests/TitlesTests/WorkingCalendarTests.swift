import Findings
import TestSupport
import Testing
import Titles

/// Days, working days and notice periods.
@Suite struct WorkingCalendarTests {
  static func day(_ text: String) -> CalendarDay {
    guard let day = CalendarDay(text) else { preconditionFailure("\(text) is no day") }
    return day
  }

  @Test(arguments: ["2014-02-29", "2014-13-01", "2014-00-10", "2014-04-31", "14-01-01", "2014-1-1", "", "2014-01-01 "])
  func textsThatAreNoDays(_ text: String) { #expect(CalendarDay(text) == nil) }

  @Test func everyDayOfFourHundredYearsReadsBack() throws {
    var day = Self.day("1900-01-01")
    #expect(day.weekday == 1)
    for _ in 0..<146_097 {
      #expect(CalendarDay(day.description) == day)
      day = day + 1
    }
    #expect(day == Self.day("2300-01-01"))
    #expect(Self.day("1970-01-01").number == 0)
    #expect(Self.day("2014-11-22").weekday == 6)
  }

  @Test func chinasDayBeginsEightHoursBeforeGreenwichs() {
    #expect(Moment("2014-12-31T15:59:59Z")?.day == Self.day("2014-12-31"))
    #expect(Moment("2014-12-31T16:00:00Z")?.day == Self.day("2015-01-01"))
    #expect(Moment("1969-12-31T23:59:59Z")?.seconds == -1)
    #expect(Moment(seconds: -1).description == "1969-12-31T23:59:59Z")
    #expect(Moment("2014-12-31T24:00:00Z") == nil)
  }

  /// Notices of the State Council as published.
  @Test(arguments: [
    ("2014-09-28", true, "make-up Sunday for the national day"), ("2014-10-01", false, "national day"),
    ("2014-10-07", false, "its last day off"), ("2014-10-11", true, "make-up Saturday"),
    ("2011-12-31", true, "make-up Saturday by the notice of 2012"), ("2015-09-03", false, "the day added in May 2015"),
    ("2014-10-13", true, "a Monday"), ("2014-10-18", false, "a Saturday"),
  ])
  func daysOfTheNotices(_ text: String, _ isWorked: Bool, _ why: String) throws {
    #expect(try RoundScript.calendar.isWorked(Self.day(text)) == isWorked, "\(why)")
  }

  /// “公示期为5个工作日（2022年10月31日—11月4日）”: 民政部, 全国城乡社区治理专项表彰公示.
  @Test(arguments: [
    ("2022-10-31", 5, "2022-11-04"), ("2014-09-26", 5, "2014-10-08"), ("2014-10-04", 1, "2014-10-08"),
    ("2014-12-29", 5, "2015-01-05"), ("2014-11-24", 10, "2014-12-05"),
  ])
  func periodsCountTheirFirstDay(_ from: String, _ count: Int, _ last: String) throws {
    #expect(try RoundScript.calendar.lastDay(of: count, from: Self.day(from)) == Self.day(last))
    #expect(try RoundScript.calendar.workingDays(from: Self.day(from), through: Self.day(last)) == count)
  }

  @Test func aYearWithoutANoticeIsRefused() {
    #expect(throws: WorkingCalendar.UnknownYear(year: 2031)) {
      try RoundScript.calendar.isWorked(Self.day("2031-03-03"))
    }
    #expect(throws: WorkingCalendar.UnknownYear(year: 2027)) {
      try RoundScript.calendar.lastDay(of: 5, from: Self.day("2026-12-30"))
    }
  }

  @Test func faultyTablesAreFindings() {
    var findings: [Finding] = []
    let calendar = WorkingCalendar(
      notices: sheet("notice,document\n2014,a\nsoon,b\n"),
      days: sheet(
        "notice,date,kind,name\n2014,2014-02-30,holiday,x\n2013,2013-01-01,holiday,x\n2014,2014-01-06,make-up,x\n2014,2014-01-01,day-off,x\n"
      ),
      findings: &findings)
    #expect(calendar == nil)
    #expect(
      findings.map(\.code) == [.valueUnknown, .noSuchDay, .holidayWithoutNotice, .makeUpOnWeekday, .valueUnknown])
  }
}
