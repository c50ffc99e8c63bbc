import Findings
import Sheets
import Surveys
import TestSupport

/// A small questionnaire of three items and the helpers that scan text with it.
enum SurveyFixture {
  static let survey = sheet(
    """
    type,name,label::中文 (zh),label::English (en),role
    text,id,编号,Id,submission-id
    text,place,社区,Place,unit
    text,h,层,Stratum,stratum
    text,c,单元,Cluster,cluster
    decimal,w,权重,Weight,weight
    start,start,,,
    end,end,,,
    select_one five,q1,一,One,item
    select_one five,q2,二,Two,item
    select_one wide,q3,三,Three,item
    """, file: "survey.csv")

  static let choices = sheet(
    """
    list_name,name,label,missing
    five,1,a,
    five,2,b,
    five,3,c,
    five,9,?,dont-know
    wide,10,x,
    wide,20,y,
    """, file: "choices.csv")

  static let settings = sheet(
    "form_title,version,fieldwork_start,fieldwork_end\nTest,1,2014-09-01,2014-09-30\n", file: "settings.csv")

  static func questionnaire() -> Questionnaire {
    var findings: [Finding] = []
    guard
      let form = Questionnaire.read(survey: survey, choices: choices, settings: settings, findings: &findings),
      findings.isEmpty
    else { preconditionFailure("the test's own form is faulty: \(findings)") }
    return form
  }

  static let header = ["id", "place", "h", "c", "w", "start", "end", "q1", "q2", "q3"]

  static func units(_ names: [String]) -> ByteStringTable {
    var table = ByteStringTable()
    for name in names { _ = Array(name.utf8).withUnsafeBufferPointer { table.intern($0) } }
    return table
  }

  static func scanner(_ file: String = "r.csv", header: [String] = header) -> ResponseScanner {
    var findings: [Finding] = []
    let form = questionnaire()
    guard let layout = ResponseLayout.match(header: header, row: 1, file: file, form, &findings) else {
      preconditionFailure("the test's own header is faulty: \(findings)")
    }
    return ResponseScanner(layout: layout, questionnaire: form, units: units(["A", "B"]), file: file)
  }

  /// A table of the records in `blocks`, each scanned by itself.
  static func table(_ blocks: [String], maximumUnusable: Double = 1) -> ResponseTable {
    var table = ResponseTable(questionnaire())
    table.open(file: "r.csv", firstRow: 2)
    let scanner = scanner()
    for block in blocks { table.merge(scanner.scan(Array(block.utf8))) }
    table.close(maximumUnusable: maximumUnusable)
    return table
  }

  /// A row of the fixture's columns.
  static func row(
    _ id: String, _ place: String = "A", h: String = "1", c: String = "1", w: String = "2.5",
    _ answers: String = "1,2,10"
  ) -> String {
    "\(id),\(place),\(h),\(c),\(w),2014-09-10 10:00:00,2014-09-10 10:10:00,\(answers)\n"
  }
}
