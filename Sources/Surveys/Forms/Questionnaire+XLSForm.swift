public import Findings
public import Sheets

extension Questionnaire {
  /// Reads an XLSForm (https://xlsform.org) from its sheets `survey`, `choices` and `settings`, for a rating.
  ///
  /// Beyond XLSForm, `survey` may have a column `role` (see `Question.Role`; a `select_one` question with the role `item` is
  /// scored), `choices` a column `missing`, and `settings` the columns `form_title_en`, `fieldwork_start` and `fieldwork_end`. Other programs
  /// pass such columns over. Labels stand in `label::中文 (zh)` and `label::English (en)`, or in `label`.
  ///
  /// - Returns: the questionnaire, or nil after findings of severity error.
  public static func read(
    survey: CSVSheet, choices: CSVSheet, settings: CSVSheet, findings: inout [Finding]
  ) -> Questionnaire? {
    let form = XLSForm(survey: FormSheet(survey), choices: FormSheet(choices), settings: FormSheet(settings))
    guard !settings.rows.isEmpty else {
      findings.append(Finding(.fileEmpty, at: Location(file: settings.file)))
      return nil
    }
    return read(form, isRated: true, findings: &findings)
  }

  /// Reads an XLSForm of any container. A form that `isRated` must say which question is the rated unit and which items are
  /// scored; for reading answers that is not needed.
  package static func read(_ form: XLSForm, isRated: Bool, findings: inout [Finding]) -> Questionnaire? {
    let before = findings.count
    var reader = FormReader(form)
    reader.readQuestions(&findings)
    if isRated { reader.checkRoles(&findings) }
    if findings[before...].contains(where: { $0.severity == .error }) { return nil }
    return reader.questionnaire()
  }
}

/// The sheets of an XLSForm.
package struct XLSForm: Sendable {
  /// The questions.
  package var survey: FormSheet
  /// The lists of choices.
  package var choices: FormSheet?
  /// Title, identifier and version.
  package var settings: FormSheet?

  /// A form of these sheets.
  package init(survey: FormSheet, choices: FormSheet? = nil, settings: FormSheet? = nil) {
    self.survey = survey
    self.choices = choices
    self.settings = settings
  }

  /// The form in a workbook with a sheet `survey`; nil if it has none.
  package init?(_ workbook: Workbook) {
    func sheet(_ name: String) -> FormSheet? {
      workbook.grids.first { $0.name?.lowercased() == name }.map {
        FormSheet(file: workbook.file, sheet: $0.name, grid: $0)
      }
    }
    guard let survey = sheet("survey"), survey.has("type") else { return nil }
    self.init(survey: survey, choices: sheet("choices") ?? sheet("columns"), settings: sheet("settings"))
  }
}
