extension FindingCode {
  /// The codes of checking a form, in their published order.
  static let forms: [FindingCode] = [
    .formTypeMissing, .formTypeUnknown, .formNameInvalid, .formNamesAlike, .formSectionUnmatched, .formHeadingTwice,
    .formLabelMissing, .formCalculationMissing, .formChoiceWithSpace, .formOtherWithFilter, .formParameterInvalid,
    .formReferenceInvalid, .formReferenceUnknown, .formReferenceAmbiguous, .formExpressionInvalid, .formLanguageUnknown,
    .formTableLists,
  ]

  /// A question without a type.
  public static let formTypeMissing = FindingCode(
    "Q101", .error, message: Bilingual("题目没有类型（type）", "the question has no type"),
    remedy: Bilingual("填写 type，例如 select_one、integer、text", "write one, such as select_one, integer or text"))
  /// A type that XLSForm does not have.
  public static let formTypeUnknown = FindingCode(
    "Q102", .error, message: Bilingual("XLSForm 没有这种题型", "XLSForm has no such type of question"),
    remedy: Bilingual("改用 xlsform.org 列出的题型", "use one of the types that xlsform.org lists"))
  /// A name that XML does not allow.
  public static let formNameInvalid = FindingCode(
    "Q103", .error,
    message: Bilingual(
      "名称须以字母或下划线开头，其后只能有字母、数字、_ - .",
      "a name begins with a letter or underscore and holds letters, digits, _ - . alone"),
    remedy: Bilingual("改名，不要有空格", "rename it; no spaces"))
  /// Names that differ by case alone.
  public static let formNamesAlike = FindingCode(
    "Q104", .warning, message: Bilingual("名称与第 {0} 行只有大小写不同", "the name differs from that in row {0} by case alone"),
    remedy: Bilingual("改用不同的名称", "choose another name"))
  /// A group that is not opened or closed.
  public static let formSectionUnmatched = FindingCode(
    "Q105", .error, message: Bilingual("“{0}”没有配对", "“{0}” has no counterpart"),
    remedy: Bilingual("每个 begin_group、begin_repeat 都要有相应的 end", "give every begin_group and begin_repeat its end"))
  /// Two headings of one meaning.
  public static let formHeadingTwice = FindingCode(
    "Q106", .error, message: Bilingual("列名与“{0}”是同一列的不同写法", "the heading is another name of “{0}”"),
    remedy: Bilingual("只留一列", "keep one of them"))
  /// A question or choice without a text.
  public static let formLabelMissing = FindingCode(
    "Q107", .warning, message: Bilingual("“{0}”没有题目文字", "“{0}” has no label"),
    remedy: Bilingual("填写 label", "write a label"))
  /// A calculation that is not there.
  public static let formCalculationMissing = FindingCode(
    "Q108", .error, message: Bilingual("calculate 题“{0}”没有算式", "the calculate question “{0}” has no calculation"),
    remedy: Bilingual("填写 calculation", "write the calculation"))
  /// A choice's name with a space.
  public static let formChoiceWithSpace = FindingCode(
    "Q109", .error, message: Bilingual("多选题的选项代码不能有空格", "a choice of a select_multiple may have no space in its name"),
    remedy: Bilingual("用下划线代替空格", "write an underscore instead"))
  /// “Other” together with a filter.
  public static let formOtherWithFilter = FindingCode(
    "Q110", .error,
    message: Bilingual("or_other 不能与 choice_filter 同用", "or_other and choice_filter exclude each other"),
    remedy: Bilingual("自己加一个“其他”选项和一道文字题", "add a choice “other” and a text question instead"))
  /// A parameter that is not understood.
  public static let formParameterInvalid = FindingCode(
    "Q111", .error, message: Bilingual("参数“{0}”不成立", "the parameter “{0}” cannot be"),
    remedy: Bilingual(
      "写成 start=0 end=10 step=1 的形式，只用该题型的参数", "write it like start=0 end=10 step=1, with the parameters of the type"))
  /// A reference that is not well written.
  public static let formReferenceInvalid = FindingCode(
    "Q112", .error, message: Bilingual("引用没有写成 ${题目名称}", "a reference is not written ${name}"),
    remedy: Bilingual("补上右括号，括号内只写题目名称", "close the brace and write nothing but a name inside"))
  /// A reference to nothing.
  public static let formReferenceUnknown = FindingCode(
    "Q113", .error, message: Bilingual("没有名为“{0}”的题目", "there is no question “{0}”"),
    remedy: Bilingual("改正引用的名称", "correct the name"))
  /// A reference to more than one question.
  public static let formReferenceAmbiguous = FindingCode(
    "Q114", .error, message: Bilingual("名为“{0}”的题目不止一道", "“{0}” is the name of more than one question"),
    remedy: Bilingual("被引用的名称在全卷中须唯一", "make the name unique in the whole form"))
  /// An expression that cannot be read.
  public static let formExpressionInvalid = FindingCode(
    "Q115", .warning, message: Bilingual("表达式无法理解（{0}）", "the expression cannot be understood ({0})"),
    remedy: Bilingual(
      "检查括号、引号和运算符；ODK Validate 会拒绝它", "check parentheses, quotation marks and operators; ODK Validate would refuse it")
  )
  /// Questions of different lists in one table.
  public static let formTableLists = FindingCode(
    "Q117", .error,
    message: Bilingual(
      "表格式题组（table-list）的各题应共用列表“{0}”", "the questions of a table-list share one list, which is “{0}” here"),
    remedy: Bilingual("改用同一列表，或拆成两个题组", "use one list, or make two groups"))
  /// A default language without labels.
  public static let formLanguageUnknown = FindingCode(
    "Q116", .warning, message: Bilingual("题目文字没有这种语言；有 {0}", "there are no labels in this language; there are {0}"),
    remedy: Bilingual("与 label:: 后面的写法一致", "spell it as behind label::"))
}
