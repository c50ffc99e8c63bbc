extension FindingCode {
  /// The codes of questionnaires, in their published order.
  static let questionnaires: [FindingCode] = [
    .choiceListMissing, .itemWithoutChoices, .roleMissing, .noForm,
  ]

  /// The codes of responses, in their published order.
  static let responses: [FindingCode] = [
    .unknownCommunity, .badWeight, .repeatedResponse, .conflictingResponse, .impossibleCode, .tooFewAnswers,
    .endsBeforeStart, .outsideFieldwork, .unreadableTime, .tooManyUnusable, .moreOfTheSame, .noResponses,
    .fewResponses, .strayItem, .noResponseFiles, .stratumNotInFrame, .clusterNotInTable, .noFrame, .noClusterTable,
    .noStandardError, .identifierMissing, .moreClustersThanPopulation, .fieldTooLong,
  ]

  /// A `select_one` question names a list of choices that does not exist.
  public static let choiceListMissing = FindingCode(
    "Q001", .error, message: Bilingual("选项表中没有这个题目引用的列表", "the choices sheet lacks the list that this question names"),
    remedy: Bilingual("在 choices 表中补上该列表", "add the list to the choices sheet"))
  /// A scored item that is not a `select_one` question.
  public static let itemWithoutChoices = FindingCode(
    "Q002", .error, message: Bilingual("计分题“{0}”必须是单选题", "the scored item “{0}” must be a select_one question"),
    remedy: Bilingual("把类型改为 select_one，或去掉 role", "make its type select_one, or remove its role"))
  /// A role that the computation needs is given to no question.
  public static let roleMissing = FindingCode(
    "Q003", .error, message: Bilingual("问卷没有角色为“{0}”的题目", "no question has the role “{0}”"),
    remedy: Bilingual("在 survey 表的 role 列注明", "name it in the column role of the survey sheet"))
  /// Nothing that is a questionnaire.
  public static let noForm = FindingCode(
    "Q004", .error,
    message: Bilingual("这里没有问卷（XLSForm）", "there is no questionnaire (XLSForm) here"),
    remedy: Bilingual(
      "指定含 survey.csv 的文件夹、XLSForm 工作簿或 JSON 代码表",
      "name a folder with survey.csv, an XLSForm workbook or a code book in JSON"))

  /// A response of a community that is not in the roster.
  public static let unknownCommunity = FindingCode(
    "R101", .warning, message: Bilingual("名册中没有这个社区代码，本行不计入", "the roster has no such community; the row is left out"),
    remedy: Bilingual("核对 12 位代码（表格软件常把它改成科学计数法）", "check the 12-digit code; spreadsheet programs turn it into 3.2E+11")
  )
  /// A weight that is missing, no number, not above 0, or beyond 10¹².
  public static let badWeight = FindingCode(
    "R102", .warning,
    message: Bilingual(
      "抽样权重缺失、不大于 0 或大得不可能，本行不计入", "the weight is missing, not above 0, or impossibly large; the row is left out"),
    remedy: Bilingual("按抽样设计重新计算权重", "compute the weight again from the sample design"))
  /// A response whose identifier was already used by an identical one.
  public static let repeatedResponse = FindingCode(
    "R103", .warning,
    message: Bilingual(
      "答卷编号重复，首次出现在 {0} 第 {1} 行，本行不计入", "this response id already stands in {0}, row {1}; the row is left out"),
    remedy: Bilingual("删除重复上传的答卷", "remove the response that was uploaded twice"))
  /// A response whose identifier was already used by a different one.
  public static let conflictingResponse = FindingCode(
    "R104", .warning,
    message: Bilingual(
      "答卷编号与 {0} 第 {1} 行相同而内容不同，只计先到的一份",
      "this response id already stands in {0}, row {1}, with other answers; the first one counts"),
    remedy: Bilingual("查明哪一份有效，删除另一份", "find out which of the two is valid and remove the other"))
  /// An answer that is none of the question's codes.
  public static let impossibleCode = FindingCode(
    "R105", .warning,
    message: Bilingual("“{0}”没有这个选项，该题按未回答处理", "“{0}” has no such choice; the item counts as unanswered"),
    remedy: Bilingual("对照问卷改正编码", "correct the code by the questionnaire"))
  /// A response with fewer real answers than the standard asks for.
  public static let tooFewAnswers = FindingCode(
    "R106", .warning,
    message: Bilingual("有效回答 {0} 题，少于 {1} 题，本卷不计入", "{0} valid answers, fewer than {1}; the response is left out"),
    remedy: Bilingual("核对是否漏录；确属未答则无需处理", "check that nothing was lost in data entry; otherwise nothing"))
  /// An interview that ends before it starts.
  public static let endsBeforeStart = FindingCode(
    "R107", .warning, message: Bilingual("结束时间早于开始时间", "the interview ends before it starts"),
    remedy: Bilingual("核对访问设备的时钟和这份答卷", "check the device's clock and this response"))
  /// An interview outside the days of the field work.
  public static let outsideFieldwork = FindingCode(
    "R108", .warning,
    message: Bilingual("访问时间不在调查期 {0} 至 {1} 内", "the interview lies outside the field work, {0} to {1}"),
    remedy: Bilingual("核对日期；调查期以外的答卷需说明", "check the date; explain responses from outside the field work"))
  /// A time that cannot be read.
  public static let unreadableTime = FindingCode(
    "R109", .warning, message: Bilingual("无法识别的时间", "a time that cannot be read"),
    remedy: Bilingual("写成 2014-09-30 14:33:46 的形式", "write it as 2014-09-30 14:33:46"))
  /// Too large a share of a file's rows was left out.
  public static let tooManyUnusable = FindingCode(
    "R110", .error,
    message: Bilingual(
      "{1} 行中有 {0} 行不能计入，超过标准允许的 {2}", "{0} of {1} rows cannot be used, more than the {2} that the standard allows"),
    remedy: Bilingual("先改正文件再评分", "correct the file before rating"))
  /// More findings of one kind in one file than are listed one by one.
  public static let moreOfTheSame = FindingCode(
    "R111", .warning,
    message: Bilingual("该文件另有 {0} 处 {1}，未逐条列出", "{0} more of {1} in this file, not listed one by one"),
    remedy: Bilingual("先改正列出的各处，再重新读取", "correct those that are listed and read the file again"))
  /// A community without a usable response.
  public static let noResponses = FindingCode(
    "R112", .warning, message: Bilingual("“{0}”没有有效答卷，不参加排名", "“{0}” has no usable response and is not ranked"),
    remedy: Bilingual("补做调查，或说明缺失原因", "survey the community, or explain why it is missing"))
  /// A community with few usable responses.
  public static let fewResponses = FindingCode(
    "R113", .warning,
    message: Bilingual("“{0}”只有 {1} 份有效答卷（建议不少于 {2} 份）", "“{0}” has only {1} usable responses (advised: {2})"),
    remedy: Bilingual("看误差范围；必要时补充调查", "mind the interval; interview more people if it matters"))
  /// An item of the standard that the questionnaire lacks.
  public static let strayItem = FindingCode(
    "R114", .error,
    message: Bilingual(
      "标准中的调查指标“{0}”在问卷中没有对应的计分题", "no scored item of the questionnaire answers to the indicator “{0}”"),
    remedy: Bilingual("改正指标代码，或在问卷中加上该题", "correct the indicator's code, or add the item to the questionnaire"))
  /// A city without a file of responses.
  public static let noResponseFiles = FindingCode(
    "R115", .error, message: Bilingual("文件夹 {0} 中没有答卷文件（*.csv）", "the folder {0} holds no file of responses (*.csv)"),
    remedy: Bilingual("每个区放一个 CSV 文件", "put one CSV file for each district there"))
  /// Responses of a stratum that the frame does not describe.
  public static let stratumNotInFrame = FindingCode(
    "R116", .error,
    message: Bilingual("社区 {0} 的层“{1}”不在抽样框 {2} 中", "the frame {2} does not describe stratum “{1}” of community {0}"),
    remedy: Bilingual("在抽样框中补上该层，或改正答卷中的层代码", "add the stratum to the frame, or correct the responses' stratum"))
  /// A sampled unit whose number of households is unknown.
  public static let clusterNotInTable = FindingCode(
    "R117", .warning,
    message: Bilingual(
      "社区 {0} 层 {1} 的抽样单元“{2}”不在单元表中，该单元内按有放回计算误差",
      "the table of sampling units lacks “{2}” in stratum {1} of community {0}; no correction is made inside it"),
    remedy: Bilingual("补上该单元的户数", "add the unit with its number of households"))
  /// No frame was given.
  public static let noFrame = FindingCode(
    "R118", .note,
    message: Bilingual(
      "没有抽样框，误差按有放回抽样计算（偏保守）",
      "no frame was given; the standard errors are those of sampling with replacement, on the safe side"),
    remedy: Bilingual("提供 frame.csv 可得到更准确的误差", "a frame.csv gives sharper standard errors"))
  /// A frame without the table of sampled units.
  public static let noClusterTable = FindingCode(
    "R119", .note,
    message: Bilingual(
      "没有抽样单元表 psu.csv，误差按有放回抽样计算（偏保守）",
      "no table of sampling units (psu.csv); the standard errors are those of sampling with replacement"),
    remedy: Bilingual("提供 psu.csv 可计入两阶段的有限总体校正", "a psu.csv allows the finite-population corrections of both stages"))
  /// A community whose sample gives no standard error.
  public static let noStandardError = FindingCode(
    "R120", .warning,
    message: Bilingual(
      "“{0}”的样本不足以计算误差（每层只有一个抽样单元）", "the sample of “{0}” gives no standard error: no stratum has two sampling units"),
    remedy: Bilingual("每层至少抽取两个单元", "draw at least two units in a stratum"))
  /// A response without an identifier.
  public static let identifierMissing = FindingCode(
    "R121", .warning, message: Bilingual("答卷没有编号，无法查重", "the response has no id, so that repetitions cannot be found"),
    remedy: Bilingual("补上答卷编号", "give the response an id"))
  /// More sampled units than the frame has.
  public static let moreClustersThanPopulation = FindingCode(
    "R122", .warning,
    message: Bilingual(
      "社区 {0} 层“{1}”有 {2} 个抽样单元，抽样框中只有 {3} 个",
      "community {0}, stratum “{1}”: {2} sampling units, but the frame has only {3}"),
    remedy: Bilingual("核对抽样框", "check the frame"))
  /// A field that is longer than any that makes sense.
  public static let fieldTooLong = FindingCode(
    "R123", .error, message: Bilingual("一行超过 {0} 字节", "a row is longer than {0} bytes"),
    remedy: Bilingual("检查引号是否闭合、文件是否为 CSV", "look for a quotation mark that is never closed, or a file that is no CSV"))
}
