extension FindingCode {
  /// The codes of recognising, mapping and reading exports, in their published order.
  static let reading: [FindingCode] = [
    .noAnswerTable, .rowNotRecord, .identifierMade, .laterSubmission, .repeatTable, .formDefinition, .furtherPages,
    .hiddenSheet, .sheetLeftOut, .errorCell, .summaryContradicted, .notANumber, .ambiguousDate,
    .rowsRejected, .unfinishedLeftOut, .readGenerally,
    .columnBySimilarity, .columnUnmapped, .itemWithoutColumn, .headingTwice, .codesByPlace, .mappingTargetUnknown,
    .answerNormalised, .timeNormalised, .codeResolved, .suffixHint,
    .personalColumn, .personalTextMasked, .personalSealed, .sealKeyUnusable,
  ]

  /// A file without any table of answers.
  public static let noAnswerTable = FindingCode(
    "R201", .error, message: Bilingual("文件中没有答卷表", "the file holds no table of answers"),
    remedy: Bilingual("上传问卷工具导出的答卷数据", "send the responses as the survey tool exports them"))
  /// A title, note or total in a table.
  public static let rowNotRecord = FindingCode(
    "R202", .note, message: Bilingual("本行不是答卷（{0}），未计入", "this row is no response ({0}) and was left out"),
    remedy: Bilingual("无需处理；若确是答卷，请补上编号和答案", "nothing to do; if it is a response, give it an id and answers"))
  /// A table without identifiers.
  public static let identifierMade = FindingCode(
    "R203", .warning,
    message: Bilingual(
      "没有答卷编号列，编号由各行内容的摘要生成", "there is no column of identifiers; each is made from a digest of the row"),
    remedy: Bilingual("导出时带上答卷编号，才能识别重新提交", "export the identifiers, so that resubmissions can be told"))
  /// A submission that came again.
  public static let laterSubmission = FindingCode(
    "R204", .note,
    message: Bilingual(
      "同一份答卷后来又提交，以 {0} 第 {1} 行为准，本行留作历史",
      "the same submission came again; the one in {0}, row {1}, counts and this one is kept as history"),
    remedy: Bilingual("无需处理", "nothing to do"))
  /// Rows of a repeat.
  public static let repeatTable = FindingCode(
    "R205", .note,
    message: Bilingual("重复组共 {0} 行，已识别，不计分", "{0} rows of a repeat were recognised; they are not scored"),
    remedy: Bilingual("无需处理", "nothing to do"))
  /// A form among the files of answers.
  public static let formDefinition = FindingCode(
    "R206", .note, message: Bilingual("这是问卷定义，不是答卷", "this is a questionnaire, not a file of answers"),
    remedy: Bilingual("用 --survey 指定问卷", "name it with --survey"))
  /// One page of several.
  public static let furtherPages = FindingCode(
    "R207", .warning, message: Bilingual("这只是其中一页，后面还有数据", "this is one page; more data follow on the next"),
    remedy: Bilingual("把各页文件一起读取", "read the files of all pages together"))
  /// A hidden worksheet.
  public static let hiddenSheet = FindingCode(
    "R208", .note, message: Bilingual("工作表“{0}”被隐藏，未读取", "the sheet “{0}” is hidden and was not read"),
    remedy: Bilingual("需要时取消隐藏后再读", "unhide it if it holds answers"))
  /// A worksheet that is no table of answers.
  public static let sheetLeftOut = FindingCode(
    "R209", .note, message: Bilingual("工作表“{0}”不是答卷表，未读取", "the sheet “{0}” is no table of answers and was not read"),
    remedy: Bilingual("若它是答卷，请单独存为文件", "save it as a file of its own if it is"))
  /// A spreadsheet's error.
  public static let errorCell = FindingCode(
    "R210", .warning, message: Bilingual("“{0}”的单元格是错误值，按空白处理", "the cell in “{0}” is an error and counts as empty"),
    remedy: Bilingual("改正公式或直接填写", "correct the formula or write the value"))
  /// A list of choices that contradicts the columns of the choices.
  public static let summaryContradicted = FindingCode(
    "R211", .warning,
    message: Bilingual(
      "“{0}”的汇总列与各选项列不一致，以选项列为准（{1}）", "the summary of “{0}” contradicts its option columns, which count ({1})"),
    remedy: Bilingual("重新导出，勿手工修改", "export again and do not edit by hand"))
  /// A text where a number belongs.
  public static let notANumber = FindingCode(
    "R212", .warning, message: Bilingual("“{0}”应为数字，按未回答处理", "“{0}” needs a number; the item counts as unanswered"),
    remedy: Bilingual("改为数字", "write a number"))
  /// A date whose day and month cannot be told apart.
  public static let ambiguousDate = FindingCode(
    "R213", .warning, message: Bilingual("日期的日、月先后不明，未采用", "day and month cannot be told apart; the date was not used"),
    remedy: Bilingual("用 --dates dmy 或 mdy 说明，或写成 2014-09-30", "say --dates dmy or mdy, or write 2014-09-30"))
  /// Rows that were not taken.
  public static let rowsRejected = FindingCode(
    "R214", .error,
    message: Bilingual(
      "{1} 行中有 {0} 行不合格，按“全部或不要”未接受任何一行", "{0} of {1} rows are faulty; all or nothing was asked, so none is taken"),
    remedy: Bilingual(
      "改正退回文件中的各行后重新提交，或用 --accept rows",
      "correct the rows in the rejections file and send it again, or say --accept rows"))
  /// Responses that a rating does not count.
  public static let unfinishedLeftOut = FindingCode(
    "R215", .warning,
    message: Bilingual(
      "{0} 份答卷未完成、被审核退回或是预览，不计入", "{0} responses are unfinished, rejected by the reviewer or previews, and are left out"
    ),
    remedy: Bilingual("在问卷工具中补完或改审核结果后重新导出", "finish them or change the decision in the survey tool and export again"))
  /// How a file of responses was read.
  public static let readGenerally = FindingCode(
    "R216", .note, message: Bilingual("按 {0} 读取：{1}", "read as {0}: {1}"),
    remedy: Bilingual("核对无误即可", "nothing to do if that is right"))

  /// A column that goes by likeness.
  public static let columnBySimilarity = FindingCode(
    "P101", .warning, message: Bilingual("“{0}”按近似判断为“{1}”", "“{0}” was taken for “{1}” by likeness"),
    remedy: Bilingual(
      "核对后用 --propose-mapping 存成映射文件，今后用 --mapping",
      "check it, save it with --propose-mapping and use --mapping from then on"))
  /// A column that nobody knows.
  public static let columnUnmapped = FindingCode(
    "P102", .note, message: Bilingual("问卷中没有这一列，未读取", "the questionnaire knows no such column; it was not read"),
    remedy: Bilingual("需要时在映射文件中指明", "name its item in a mapping file if it is one"))
  /// An item without a column.
  public static let itemWithoutColumn = FindingCode(
    "P103", .warning, message: Bilingual("文件中没有题目“{0}”({1})的列", "the file has no column for the item “{0}” ({1})"),
    remedy: Bilingual("核对导出设置，或用 --mapping 指明列", "check the export's settings, or name the column with --mapping"))
  /// One heading twice.
  public static let headingTwice = FindingCode(
    "P104", .warning,
    message: Bilingual(
      "列名“{0}”重复，另一列在第 {1} 列；按位置区分", "the heading “{0}” stands also in column {1}; they are told apart by place"),
    remedy: Bilingual("改名其中一列，或用映射文件说明", "rename one, or say in a mapping file which is which"))
  /// Numbers that are places on the form.
  public static let codesByPlace = FindingCode(
    "P105", .note,
    message: Bilingual(
      "“{0}”中的数字是选项在问卷上的次序，已换成“{1}”的代码",
      "the numbers in “{0}” are places on the form and were turned into the codes of “{1}”"),
    remedy: Bilingual("核对选项次序与问卷一致", "check that the choices stand in the same order on the form"))
  /// A line of a mapping file with an unknown target.
  public static let mappingTargetUnknown = FindingCode(
    "P106", .error,
    message: Bilingual("映射文件中“{0}”的目标不是题目、选项或角色", "the target of “{0}” is neither item, choice nor role"),
    remedy: Bilingual("写题目名、题目名/选项代码或角色名", "write an item, item/choice or a role"))

  /// An answer that was read in another writing.
  public static let answerNormalised = FindingCode(
    "P201", .note, message: Bilingual("“{0}”的写法已规范为 {1}", "the writing in “{0}” was read as {1}"),
    remedy: Bilingual("核对；可直接按此改正原文件", "check it; the file can be corrected so"))
  /// A time that was read in another writing.
  public static let timeNormalised = FindingCode(
    "P202", .note, message: Bilingual("“{0}”的时间按 {1} 读取", "the time in “{0}” was read as {1}"),
    remedy: Bilingual("核对；表格软件的日期序列号尤其要看年份", "check it, above all the year of a spreadsheet's serial number"))
  /// An old code of a community.
  public static let codeResolved = FindingCode(
    "P203", .note, message: Bilingual("旧代码按 {1} 的登记对应为 {0}", "by the register as of {1} this old code is {0}"),
    remedy: Bilingual("核对区划变更依据", "check the decision that changed the division"))
  /// A name that differs by its ending.
  public static let suffixHint = FindingCode(
    "P204", .warning,
    message: Bilingual(
      "名册中没有这个名称；相近的有 {0}（只作提示，未合并）", "the register has no such name; {0} is close (a hint, nothing was merged)"),
    remedy: Bilingual("改为名册中的代码或全称", "write the register's code or full name"))

  /// A column of personal data.
  public static let personalColumn = FindingCode(
    "P301", .note, message: Bilingual("“{0}”是个人信息（{1}），未保留", "“{0}” is personal data ({1}) and was not kept"),
    remedy: Bilingual("无需处理；下次导出时可不带此列", "nothing to do; leave it out of the next export"))
  /// Personal data in free text.
  public static let personalTextMasked = FindingCode(
    "P302", .note,
    message: Bilingual("“{0}”的文字中有个人信息（{1}），已遮盖", "the text of “{0}” held personal data ({1}), which is masked"),
    remedy: Bilingual("无需处理", "nothing to do"))
  /// A column that was sealed.
  public static let personalSealed = FindingCode(
    "P303", .note, message: Bilingual("“{0}”已用密钥封存为不可逆的代号", "“{0}” was sealed into codes that only the key can repeat"),
    remedy: Bilingual("密钥与数据分开保管", "keep the key away from the data"))
  /// A key that cannot seal.
  public static let sealKeyUnusable = FindingCode(
    "P304", .error, message: Bilingual("密钥文件须有 16 字节以上", "a key file needs at least 16 bytes"),
    remedy: Bilingual("用随机数生成，例如 head -c 32 /dev/urandom", "make one at random, such as head -c 32 /dev/urandom"))
}
