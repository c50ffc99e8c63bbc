extension Dialect {
  /// LimeSurvey: field map and `Writer`; headings as codes, or as texts of the English, German or Chinese interface.
  static let limesurvey = Dialect(
    tool: .limesurvey,
    roles: [
      "id": .responseId, "submitdate": .submittedAt, "lastpage": .progress, "startlanguage": .ignore, "seed": .ignore,
      "token": .personalData, "startdate": .startedAt, "datestamp": .lastActionAt, "ipaddr": .ip, "refurl": .ignore,
      "response id": .responseId, "date submitted": .submittedAt, "last page": .progress, "start language": .ignore,
      "access code": .personalData, "date started": .startedAt, "date last action": .lastActionAt,
      "ip address": .ip, "referrer url": .ignore,
      "antwort id": .responseId, "datum abgeschickt": .submittedAt, "letzte seite": .progress,
      "start-sprache": .ignore, "zufallsstartwert": .ignore, "zugangscode": .personalData,
      "datum gestartet": .startedAt, "datum letzte aktivität": .lastActionAt, "ip-adresse": .ip,
      "答复编号": .responseId, "提交日期": .submittedAt, "最后一页": .progress, "起始语言": .ignore, "种子": .ignore,
      "访问代码": .personalData, "开始日期": .startedAt, "最后操作日期": .lastActionAt, "ip地址": .ip, "ip 地址": .ip,
      "interviewtime": .durationSeconds,
    ],
    marks: [
      "submitdate", "lastpage", "startlanguage", "datestamp", "ipaddr", "refurl", "seed", "date submitted", "last page",
      "start language", "date last action", "datum abgeschickt", "letzte seite", "start-sprache", "最后一页", "起始语言",
      "interviewtime",
    ],
    marksNeeded: 2,
    missingTexts: ["n/a": .notShown, "{question_not_shown}": .notShown])

  /// Qualtrics: three header rows; names of the first row and of the permanent `ImportId`, and those of the older export.
  static let qualtrics = Dialect(
    tool: .qualtrics,
    roles: [
      "startdate": .startedAt, "enddate": .endedAt, "status": .responseType, "ipaddress": .ip, "progress": .progress,
      "duration (in seconds)": .durationSeconds, "duration": .durationSeconds, "finished": .finished,
      "recordeddate": .submittedAt, "responseid": .responseId, "_recordid": .responseId,
      "recipientlastname": .personalData, "recipientfirstname": .personalData, "recipientemail": .personalData,
      "externalreference": .externalReference, "externaldatareference": .externalReference,
      "locationlatitude": .location, "locationlongitude": .location, "locationaccuracy": .location,
      "distributionchannel": .channel, "userlanguage": .ignore, "responseset": .ignore, "name": .personalData,
      "emailaddress": .personalData,
    ],
    marks: [
      "recordeddate", "responseid", "distributionchannel", "userlanguage", "duration (in seconds)", "recipientemail",
      "externalreference", "locationlatitude", "finished", "ipaddress", "responseset", "externaldatareference",
      "importid",
    ],
    marksNeeded: 3,
    missingTexts: ["-99": .notAnswered], separators: [","])

  /// 问卷星: the first six columns of every download, and the keys of the message pushed for one paper.
  static let wenjuanxing = Dialect(
    tool: .wenjuanxing,
    roles: [
      "序号": .responseId, "提交答卷时间": .submittedAt, "所用时间": .durationSeconds, "来源": .channel, "来源详情": .ignore,
      "来自ip": .ip, "总分": .toolTotal, "joinid": .responseId, "timetaken": .durationSeconds,
      "submittime": .submittedAt, "activity": .ignore, "name": .ignore, "index": .serverId, "totalvalue": .toolTotal,
      "sign": .ignore, "用户id": .personalData, "昵称": .personalData, "自定义字段": .ignore, "openid": .personalData,
      "ipaddress": .ip, "source": .channel, "userid": .personalData,
    ],
    marks: ["提交答卷时间", "所用时间", "来源详情", "来自ip", "joinid", "timetaken", "submittime", "totalvalue"],
    marksNeeded: 2,
    missingTexts: [
      "(空)": .notAnswered, "（空）": .notAnswered, "(跳过)": .notShown, "（跳过）": .notShown,
      "-2": .notAnswered, "-3": .notShown,
    ],
    separators: ["┋", "→"], numbersArePlaces: true)

  /// formr: the columns of `results` before the items.
  static let formr = Dialect(
    tool: .formr,
    roles: [
      "session": .responseId, "session_id": .serverId, "study_id": .ignore, "iteration": .ignore,
      "created": .startedAt, "modified": .lastActionAt, "ended": .endedAt, "expired": .expired,
    ],
    marks: ["session", "session_id", "study_id", "iteration", "created", "modified", "ended", "expired"],
    marksNeeded: 4, separators: [", ", ","])

  /// SurveyJS: `survey.data` inside whatever envelope the host application has, and the table download of survey-analytics.
  static let surveyjs = Dialect(
    tool: .surveyjs,
    roles: [
      "id": .responseId, "responseid": .responseId, "surveyid": .ignore, "startedat": .startedAt,
      "completedat": .submittedAt, "createdat": .startedAt, "submittedat": .submittedAt, "pageno": .progress,
      "happenedat": .submittedAt, "instanceid": .ignore,
    ],
    marks: ["completedat", "startedat", "pageno", "happenedat"],
    marksNeeded: 2, separators: [String(listSeparator), ", "])

  /// SPSS: no columns of its own; the dictionary says what the others mean.
  static let spss = Dialect(
    tool: .spss, roles: Dialect.table.roles, marks: [], marksNeeded: 1, separators: [" ", ","])
}
