/// The programs whose exports are recognised.
package enum SurveyTool: String, Hashable, Sendable, CaseIterable {
  case kobotoolbox
  case odkCentral = "odk-central"
  case limesurvey
  case wenjuanxing
  case qualtrics
  case spss
  case surveyjs
  case formr
  /// A table without the marks of any tool.
  case table

  /// The name that people know.
  package var title: String {
    switch self {
    case .kobotoolbox: "KoboToolbox"
    case .odkCentral: "ODK Central"
    case .limesurvey: "LimeSurvey"
    case .wenjuanxing: "问卷星 Wenjuanxing"
    case .qualtrics: "Qualtrics"
    case .spss: "SPSS"
    case .surveyjs: "SurveyJS"
    case .formr: "formr"
    case .table: "表格 table"
    }
  }
}
