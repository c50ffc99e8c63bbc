import Seals
import Sheets
import Store
import Surveys

/// Online answers as a table of responses, as every other tool hands them over.
enum OnlineResponses {
  /// The table: a column for each question that has values, rows by their random identifiers. Neither begin nor end is known: the times
  /// at which neighbours answered would tell who they are.
  static func table(_ answers: [OnlineAnswer], _ questionnaire: Questionnaire) -> [UInt8] {
    let columns = questionnaire.questions.filter { $0.kind != .display && $0.repeatName == nil }
    let identifier = questionnaire.question(.submission)?.name
    var writer = CSVWriter()
    writer.write(columns.map(\.name))
    for answer in answers {
      writer.write(columns.map { $0.name == identifier ? "web-" + answer.id : answer.answers[$0.name] ?? "" })
    }
    return writer.bytes
  }
}
