import Findings

extension Words {
  /// What is sent for the whole city: standards, questionnaires, communities, holidays; looking codes and sizes up.
  static let materials: [String: Bilingual] = [
    "sendStandard": Bilingual("上传标准", "Send a standard"),
    "sendQuestionnaire": Bilingual("上传问卷", "Send a questionnaire"),
    "sendCommunities": Bilingual("上传社区表", "Send a table of communities"),
    "sendLineage": Bilingual("上传变更表", "Send a table of changes"),
    "sendHolidays": Bilingual("上传放假安排", "Send holidays"),
    "folderName": Bilingual("在库中的文件夹名", "Its folder in the library"),
    "folderNameHint": Bilingual(
      "字母、数字、点、横线，如 harmonious-2015。已有的从不覆盖。",
      "Letters, digits, dots and dashes, such as harmonious-2015. What is there is never overwritten."),
    "compareAgainst": Bilingual("与哪一份比较", "Compare with"),
    "checkWithSurvey": Bilingual("用哪份问卷核对题目", "Check its items with the questionnaire"),
    "noneOfThem": Bilingual("（不选）", "(none)"),
    "effectiveFrom": Bilingual("生效日期", "Holds from"),
    "documentHint": Bilingual("如 民发〔2015〕12号", "As it stands on the document"),
    "help_standard": Bilingual(
      "把标准文件夹打包成 ZIP（含 standard.csv、indicators.csv 等，SOURCE.md 一并收入），或做成工作表与表同名的 XLSX 工作簿。",
      "Pack the standard's folder as a ZIP archive (standard.csv, indicators.csv and so on; SOURCE.md comes along), or make an XLSX workbook whose sheets have the tables' names."
    ),
    "help_questionnaire": Bilingual(
      "XLSForm 工作簿（工作表 survey、choices、settings），或含这三个 CSV 表的 ZIP。",
      "An XLSForm workbook (sheets survey, choices, settings), or a ZIP archive with these three tables in CSV."),
    "help_communities": Bilingual(
      "CSV 或 XLSX。必须有 community_id（代码）、name、district_code、district；可有 street、kind、area_class、households、filing。带上 register_id 列可更改代码。新代码登记为设立，已有的按差别登记更名、划转、更新等；表中没有的社区保持不变。",
      "CSV or XLSX. It needs community_id (the code), name, district_code and district; street, kind, area_class, households and filing may be there. With a column register_id codes can change. New codes are set up; known ones are renamed, moved or brought up to date as they differ; communities that the table lacks stay as they are."
    ),
    "help_lineage": Bilingual(
      "CSV 或 XLSX，每项变更一行；合并、拆分用同一 event 的几行。before 和 continues 填名册编号，或当日的代码；留空的单元格沿用原值。",
      "CSV or XLSX, a row for each change; mergers and splits take several rows with the same event. before and continues are ids of the register, or codes of that day; what is left blank stays as it was."
    ),
    "help_holidays": Bilingual(
      "含 notices.csv（notice、document）和 days.csv（notice、date、kind、name）的 ZIP，或工作表名为 notices 和 days 的 XLSX。kind 填 holiday（放假）或 make-up（调休上班）。同一年的旧安排整年替换。",
      "A ZIP archive with notices.csv (notice, document) and days.csv (notice, date, kind, name), or an XLSX workbook with sheets notices and days. kind is holiday or make-up. What was known of a year is replaced as a whole."
    ),
    "downloadTemplate": Bilingual("下载模板（CSV）", "Download the template (CSV)"),
    "downloadToEdit": Bilingual("下载当前名册，改好后上传", "Download the register of today, change it, send it"),
    "whatChanges": Bilingual("将会改变的内容", "What will change"),
    "change_what": Bilingual("变更", "Change"),
    "change_place": Bilingual("依据或位置", "Document or place"),
    "materialSound": Bilingual("没有错误，可以采用。请核对将会改变的内容。", "There is no error. Check what will change."),
    "done_communitiesTaken": Bilingual(
      "名册已更新，每项变更都进入了审计记录。", "The register is up to date; every change is in the audit log."),
    "done_holidaysTaken": Bilingual("放假安排已采用。", "The holidays were taken over."),
    "done_libraryTaken": Bilingual("已加入标准与问卷库。", "It is in the library now."),
    "done_materialDiscarded": Bilingual("已退回，什么都没有改变。", "Discarded; nothing was changed."),
    "done_standardSealed": Bilingual("已封存，此后任何改动都会被发现。", "Sealed; any change is noticed from now on."),
    "sealThis": Bilingual("封存", "Seal"),
    "sealHelp": Bilingual(
      "封存记下每个文件的校验和。封存后要改，请另建新的文件夹。",
      "Sealing records the checksum of every file. For a change after that, send a new folder."),
    "codeLookup": Bilingual("按代码查社区", "Who had a code?"),
    "codeNobody": Bilingual("这一天没有社区使用这个代码。", "No community had this code on that day."),
    "codeOnDay": Bilingual("这一天使用该代码的社区", "The communities with this code on that day"),
    "codeEver": Bilingual("该代码的历次使用", "Whenever the code was used"),
    "todayIs": Bilingual("如今", "Today"),
    "lookUp": Bilingual("查找", "Look up"),
    "sizeNotices": Bilingual("规模与代码提示", "Sizes and codes to look at"),
    "sizeNoticesHelp": Bilingual(
      "规模一般为 1000 至 3000 户；超过 4000 户宜拆分，不足 1000 户宜合并。提示不影响考评。",
      "Usual are 1000 to 3000 households; above 4000 a community is to be split, below 1000 merged. These notices change nothing."
    ),
    "noSizeNotices": Bilingual("没有需要留意的。", "Nothing to look at."),
  ]
}
