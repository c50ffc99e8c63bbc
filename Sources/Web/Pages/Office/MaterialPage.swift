import Findings
import Operations
import Titles

/// The form that sends something for the whole city: what the file must be, what is said beside it, and the file.
struct MaterialPage: Page {
  static let template = "office/material"

  var title: String
  var link: String
  var backLink: String
  var backName: String
  var help: String
  var asksFolder: Bool
  var asksDocument: Bool
  var asksSurvey: Bool
  var day: String
  var others: [ListChoice]
  var surveys: [ListChoice]
  var templateLink: String?
  var registerLink: String?

  var section: String? { backLink }

  /// - Parameters:
  ///   - others: entries of the library that it can be compared with, the newest last.
  ///   - surveys: the questionnaires of the library.
  init(_ material: CityMaterial, others: [String], surveys: [String], today: CalendarDay, _ language: Language) {
    title = MaterialPage.title(material, language)
    link = "/send/\(material.rawValue)"
    (backLink, backName) = MaterialPage.home(material, language)
    help = Words.text("help_" + material.rawValue, language)
    asksFolder = material == .standard || material == .questionnaire
    asksDocument = material == .communities
    asksSurvey = material == .standard
    day = today.description
    self.others = others.map { ListChoice(value: $0, name: $0, isChosen: $0 == others.last) }
    self.surveys = surveys.map { ListChoice(value: $0, name: $0) }
    templateLink = MaterialPage.template(of: material) == nil ? nil : link + "/template.csv"
    registerLink = material == .communities ? "/register.csv?day=\(today)" : nil
  }

  /// What sending a material is called.
  static func title(_ material: CityMaterial, _ language: Language) -> String {
    let word =
      switch material {
      case .standard: "sendStandard"
      case .questionnaire: "sendQuestionnaire"
      case .communities: "sendCommunities"
      case .lineage: "sendLineage"
      case .holidays: "sendHolidays"
      }
    return Words.text(word, language)
  }

  /// The page that a material belongs to.
  static func home(_ material: CityMaterial, _ language: Language) -> (link: String, name: String) {
    switch material {
    case .standard, .questionnaire: ("/library", Words.text("library", language))
    case .communities, .lineage: ("/register", Words.text("register", language))
    case .holidays: ("/calendar", Words.text("calendar", language))
    }
  }

  /// What was said beside a file, as the page of the check shows it.
  static func facts(_ request: CityRequest, _ language: Language) -> [Figure] {
    var facts: [Figure] = []
    if !request.folder.isEmpty { facts.append(Figure(Words.text("folder", language), request.folder)) }
    if let day = request.effective { facts.append(Figure(Words.text("effectiveFrom", language), day.description)) }
    if !request.document.isEmpty { facts.append(Figure(Words.text("documentNumber", language), request.document)) }
    if !request.against.isEmpty { facts.append(Figure(Words.text("compareAgainst", language), request.against)) }
    if !request.survey.isEmpty { facts.append(Figure(Words.text("checkWithSurvey", language), request.survey)) }
    return facts
  }

  /// A table to fill in, with a row or two as examples; nil for materials that are no single table.
  static func template(of material: CityMaterial) -> [[String]]? {
    switch material {
    case .communities:
      [
        CommunityRegister.columns + ["street", "kind", "area_class", "households", "filing", "register_id"],
        ["320402001001", "示例社区", "320402", "示例区", "示例街道", "community", "111", "2100", "filed", ""],
      ]
    case .lineage:
      [
        RegisterTrial.lineageColumns + ["before", "continues", "community_id", "name", "street", "households"],
        ["1", "renamed", "2015-01-01", "民发〔2015〕1号", "320402001001", "", "", "新名社区", "", ""],
        ["2", "merged", "2015-01-01", "民发〔2015〕2号", "320402001002 320402001003", "320402001002", "", "", "", "2400"],
        ["3", "split", "2015-01-01", "民发〔2015〕3号", "320402001004", "320402001004", "320402001004", "", "", "2000"],
        ["3", "", "", "", "", "", "320402001099", "新设社区", "", "2100"],
        ["4", "abolished", "2015-01-01", "民发〔2015〕4号", "320402001005", "", "", "", "", ""],
      ]
    case .standard, .questionnaire, .holidays: nil
    }
  }
}
