extension FindingCode {
  /// The codes of the register through time and of the working calendar, in their published order.
  static let register: [FindingCode] = [
    .changeWithoutDocument, .changeNumbers, .unknownRegisterID, .communityEnded, .changeBeforeLast,
    .attributesIncomplete, .changeShowsNothing, .communitySmall, .communityLarge, .communityAboveUsual,
    .codeNotTwelveDigits, .codeOfStreet, .codeOfSpecialUnit, .codeOfOtherDistrict, .codeOfOtherKind, .codeTwice,
    .codeAmbiguous, .communityNotListed, .nothingChanges, .registerColumnUnknown,
    .noSuchDay, .holidayWithoutNotice, .makeUpOnWeekday, .yearWithoutNotice,
  ]

  /// A change of the register that rests on nothing.
  public static let changeWithoutDocument = FindingCode(
    "W001", .error, message: Bilingual("名册变更没有文号", "a change of the register has no document number"),
    remedy: Bilingual("填写作为依据的文号", "give the number of the document that it rests on"))
  /// A merger of one, a split into one and the like.
  public static let changeNumbers = FindingCode(
    "W002", .error,
    message: Bilingual(
      "变更“{0}”的社区个数不对：之前 {1}，之后 {2}", "“{0}” does not fit the numbers of communities: {1} before, {2} after"),
    remedy: Bilingual("合并至少两个成为一个，拆分一个成为至少两个", "a merger makes one of two or more, a split two or more of one"))
  /// An id that was never given.
  public static let unknownRegisterID = FindingCode(
    "W003", .error, message: Bilingual("名册中没有编号 {0}", "the register has no id {0}"),
    remedy: Bilingual(
      "在“社区名册”页按代码和日期查找，或用 kaoping register lookup",
      "look it up by code and day on the page of the register, or with kaoping register lookup"))
  /// A community that no longer stands.
  public static let communityEnded = FindingCode(
    "W004", .error, message: Bilingual("“{0}”已于 {1} 终止", "“{0}” ended on {1}"),
    remedy: Bilingual("改用它的后继社区", "use its successor"))
  /// A change that would rewrite the past.
  public static let changeBeforeLast = FindingCode(
    "W005", .error,
    message: Bilingual("生效日期不晚于“{0}”上一次变更的日期 {1}", "the day is not later than the last change of “{0}”, {1}"),
    remedy: Bilingual("按时间先后登记；更正旧记录请另行登记", "enter changes in the order of time; enter corrections as new changes"))
  /// Attributes without code, name or district.
  public static let attributesIncomplete = FindingCode(
    "W006", .error,
    message: Bilingual("“{0}”缺少代码、名称或所属区，或户数为负", "“{0}” lacks a code, a name or a district, or has a negative size"),
    remedy: Bilingual("补全", "complete it"))
  /// A renaming that keeps the name and the like.
  public static let changeShowsNothing = FindingCode(
    "W007", .error, message: Bilingual("“{1}”前后的内容看不出“{0}”", "what stands before and after of “{1}” shows no “{0}”"),
    remedy: Bilingual("核对变更的种类和内容", "check the kind of change and what stands afterwards"))
  /// Fewer than 1000 households.
  public static let communitySmall = FindingCode(
    "W010", .note, message: Bilingual("“{0}”有 {1} 户，不足 1000 户", "“{0}” has {1} households, fewer than 1000"),
    remedy: Bilingual("按规模要求考虑合并", "consider a merger, as the rule for sizes asks"))
  /// More than 4000 households.
  public static let communityLarge = FindingCode(
    "W011", .note, message: Bilingual("“{0}”有 {1} 户，超过 4000 户", "“{0}” has {1} households, more than 4000"),
    remedy: Bilingual("按规模要求考虑拆分", "consider a split, as the rule for sizes asks"))
  /// Between 3000 and 4000 households.
  public static let communityAboveUsual = FindingCode(
    "W012", .note,
    message: Bilingual("“{0}”有 {1} 户，超出 1000 至 3000 户的一般规模", "“{0}” has {1} households; usual are 1000 to 3000"),
    remedy: Bilingual("无需处理；超过 4000 户时应拆分", "nothing to do; above 4000 it is to be split"))
  /// A code of another form.
  public static let codeNotTwelveDigits = FindingCode(
    "W013", .warning, message: Bilingual("“{0}”的代码不是 12 位数字", "the code of “{0}” is not twelve digits"),
    remedy: Bilingual("核对统计用区划代码", "check the statistical division code"))
  /// A code that means the street itself.
  public static let codeOfStreet = FindingCode(
    "W014", .warning,
    message: Bilingual(
      "“{0}”的代码末三位为 000，是街道（镇）本身", "the code of “{0}” ends in 000, which is the street or town itself"),
    remedy: Bilingual("核对代码", "check the code"))
  /// A code of a prison, a farm or the like.
  public static let codeOfSpecialUnit = FindingCode(
    "W015", .warning,
    message: Bilingual(
      "“{0}”的代码属于特殊单位（如监狱、农场），可能没有居民",
      "the code of “{0}” is that of a special unit such as a prison or a farm, perhaps without residents"),
    remedy: Bilingual("核对是否参加考评", "check whether it takes part"))
  /// A code that does not begin with the district's.
  public static let codeOfOtherDistrict = FindingCode(
    "W016", .warning, message: Bilingual("“{0}”的代码不以所属区的代码开头", "the code of “{0}” does not begin with its district's"),
    remedy: Bilingual("划转后代码可能滞后；核对后登记“recoded”", "codes may lag behind a move; check, and enter “recoded”"))
  /// A village's code for a community, or the other way round.
  public static let codeOfOtherKind = FindingCode(
    "W017", .warning,
    message: Bilingual(
      "“{0}”的代码段与类别（居委会、村委会）不符", "the code of “{0}” is from the range of the other kind (community, village)"),
    remedy: Bilingual("核对代码和类别", "check the code and the kind"))
  /// One code for several communities on the same day.
  public static let codeTwice = FindingCode(
    "W018", .warning, message: Bilingual("“{0}”的代码同时属于别的社区", "another community has the code of “{0}” on the same day"),
    remedy: Bilingual("核对；按代码查找时会得到几个社区", "check; a look-up by the code gives several communities"))
  /// A code that means several communities.
  public static let codeAmbiguous = FindingCode(
    "W019", .error,
    message: Bilingual("代码 {0} 在 {1} 属于几个社区：{2}", "the code {0} is that of several communities on {1}: {2}"),
    remedy: Bilingual(
      "改用名册编号（如 K000001）指明是哪一个", "name the one that is meant by its id of the register, such as K000001"))
  /// A community that stands and that a table lacks.
  public static let communityNotListed = FindingCode(
    "W020", .warning, message: Bilingual("在册的“{0}”不在表中", "the table lacks “{0}”, which stands in the register"),
    remedy: Bilingual("它保持不变；如已撤销或合并，请作为变更登记", "it stays as it is; enter a change if it was abolished or merged"))
  /// A table that says what the register says.
  public static let nothingChanges = FindingCode(
    "W021", .error, message: Bilingual("与现有内容没有差别", "nothing differs from what is there"),
    remedy: Bilingual("无需登记；如应有变更，请核对文件", "nothing to enter; if something should differ, check the file"))
  /// A column that the register has no use for; it may identify people, so it is not kept.
  public static let registerColumnUnknown = FindingCode(
    "W022", .note,
    message: Bilingual(
      "名册不用“{0}”列，未读取也未保留", "the register has no use for the column “{0}”; it was neither read nor kept"),
    remedy: Bilingual("列名与模板一致的列才会读取", "only columns named as in the template are read"))
  /// A text that is no day.
  public static let noSuchDay = FindingCode(
    "W030", .error, message: Bilingual("不是日期", "this is no day"),
    remedy: Bilingual("写成 2014-12-31 的形式", "write it as 2014-12-31"))
  /// A holiday that no notice gives.
  public static let holidayWithoutNotice = FindingCode(
    "W031", .error,
    message: Bilingual("{0} 没有注明所依据的放假通知，或通知表中没有该年", "{0} names no notice, or the table of notices lacks its year"),
    remedy: Bilingual("在通知表中补上该年的通知", "add the year's notice to the table of notices"))
  /// A make-up day that would be worked anyway.
  public static let makeUpOnWeekday = FindingCode(
    "W032", .note, message: Bilingual("调休上班日不在周末", "a make-up day is not at a weekend"),
    remedy: Bilingual("核对日期", "check the day"))
  /// A period in a year whose holidays nobody has announced.
  public static let yearWithoutNotice = FindingCode(
    "W033", .error,
    message: Bilingual(
      "没有 {0} 年的国务院放假通知，不能推算工作日",
      "the State Council's holiday notice of {0} is missing, so working days cannot be counted"),
    remedy: Bilingual(
      "在“工作日历”页或用 kaoping register calendar 导入该年的通知",
      "take over the year's notice on the page of the calendar, or with kaoping register calendar"))
}
