import Findings
import Operations
import Titles

/// One form after another, as it lies on the desk: the number, where it was filled in, and the answers by their codes.
struct PaperTypingPage: Page {
  static let template = "paper/typing"

  /// A field.
  struct Cell: Hashable, Sendable {
    var id: String
    var name: String
    var label: String
    var value: String
    var mode: String
    /// The codes that may be typed, for the script that moves on; empty if there are none or several may be typed.
    var codes: String
    var fault: String?
  }

  /// Fields with the same codes, which are explained once.
  struct Part: Hashable, Sendable {
    var legend: String
    var hint: String?
    var cells: [Cell]
  }

  /// A form that was typed.
  struct Row: Hashable, Sendable {
    var number: String
    var link: String
    var answers: String
  }

  var title: String
  var batchLink: String
  var batchName: String
  var link: String
  var number: String
  var numberFault: String?
  var replacing: String?
  var parts: [Part]
  var faults: [FindingRow]
  var hasFaults: Bool
  var rows: [Row]
  var hasRows: Bool
  var count: String
  var paperScript = StaticFiles.link("paper.js")
  var paperStyles = StaticFiles.link("paper.css")

  /// - Parameters:
  ///   - opened: the form that is corrected, or was typed with faults; nil for the next one.
  ///   - replacing: the number under which the form was kept; nil for a new one.
  init(
    _ batch: PaperBatch, in round: TitleRound, _ sheet: PaperSheet, opened: TypedForms.Form?, replacing: String?,
    faults: [Finding] = [], _ language: Language
  ) {
    title = Words.text("typeForms", language)
    batchName = Words.text("batch", language) + " " + batch.id
    batchLink = "/rounds/\(round.id.escapedForQuery)/paper/\(batch.id)"
    let base = batchLink + "/type"
    link = base
    self.replacing = replacing
    number = opened?.number ?? ""
    let reasons = Dictionary(
      faults.map { ($0.location?.file ?? "", $0.message(language)) }, uniquingKeysWith: { first, _ in first })
    numberFault = reasons[sheet.numberName]
    let last = sheet.forms.last
    let cells = sheet.fields.enumerated().map { place, field in
      // Where and by whom people were asked seldom changes from one form to the next.
      let carried = field.isQuestion ? "" : last.map { $0.cells.indices.contains(place) ? $0.cells[place] : "" } ?? ""
      let value = opened.map { $0.cells.indices.contains(place) ? $0.cells[place] : "" } ?? carried
      return Cell(
        id: "c\(place)", name: field.name, label: field.label[language], value: value,
        mode: field.isNumber || field.choices.allSatisfy { Int($0.code) != nil } && !field.choices.isEmpty
          || field.isCommunity
          ? "numeric" : "text",
        codes: field.isMultiple ? "" : field.choices.map(\.code).joined(separator: " "), fault: reasons[field.name])
    }
    parts = PaperTypingPage.parts(sheet.fields, cells, language)
    self.faults = faults.map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
    rows = sheet.forms.reversed().map { form in
      Row(
        number: form.number, link: "\(base)?form=\(form.number.escapedForQuery)",
        answers: zip(sheet.fields, form.cells).filter { $0.0.isQuestion }.map { $0.1.isEmpty ? "·" : $0.1 }
          .joined(separator: " "))
    }
    hasRows = !rows.isEmpty
    count = Words.count(rows.count, "份", "form", "forms", language)
  }

  /// Neighbouring fields with the same codes, together; where and by whom people were asked comes first.
  private static func parts(_ fields: [PaperSheet.Field], _ cells: [Cell], _ language: Language) -> [Part] {
    func legend(_ field: PaperSheet.Field) -> String {
      field.choices.map { "\($0.code) \($0.label[language])" }.joined(separator: language == .chinese ? "　" : "  ·  ")
    }
    var parts: [Part] = []
    let places = fields.indices.filter { !fields[$0].isQuestion }
    if !places.isEmpty {
      parts.append(
        Part(
          legend: Words.text("whereAndWho", language), hint: Words.text("carriedOver", language),
          cells: places.map { place in
            var cell = cells[place]
            let codes = legend(fields[place])
            if !codes.isEmpty { cell.label += language == .chinese ? "（\(codes)）" : " (\(codes))" }
            return cell
          }))
    }
    for place in fields.indices where fields[place].isQuestion {
      let own = legend(fields[place])
      if let last = parts.last, last.hint == nil,
        last.legend == (own.isEmpty ? Words.text("typedAnswers", language) : own)
      {
        parts[parts.count - 1].cells.append(cells[place])
      } else {
        parts.append(Part(legend: own.isEmpty ? Words.text("typedAnswers", language) : own, cells: [cells[place]]))
      }
    }
    return parts
  }

  /// The form that a page's fields hold.
  static func form(_ fields: FormFields, _ sheet: PaperSheet) -> TypedForms.Form {
    TypedForms.Form(
      number: fields["number"] ?? "", cells: sheet.fields.indices.map { fields["c\($0)"] ?? "" })
  }
}
