extension FindingCode {
  /// The codes of files and tables, in their published order.
  static let files: [FindingCode] = [
    .fileMissing, .fileUnreadable, .fileEmpty, .notUTF8, .columnMissing, .columnTwice, .raggedRow, .unterminatedQuote,
    .strayQuote, .numberExpected, .valueMissing, .keyTwice, .valueUnknown, .outputUnwritable, .notDelimited,
  ]

  /// A file that the job needs is not there.
  public static let fileMissing = FindingCode(
    "F001", .error, message: Bilingual("找不到文件 {0}", "the file {0} is missing"),
    remedy: Bilingual("把该文件放到这个位置，或核对所给的路径", "put the file in this place, or check the path that was given"))
  /// A path that cannot be opened: a directory, no permission, a device fault.
  public static let fileUnreadable = FindingCode(
    "F002", .error, message: Bilingual("无法读取 {0}：{1}", "{0} cannot be read: {1}"),
    remedy: Bilingual("此处应为可读的普通文件；核对权限和路径", "this must be an ordinary readable file; check permissions and path"))
  /// A file without a single byte, or with blanks only.
  public static let fileEmpty = FindingCode(
    "F003", .error, message: Bilingual("文件是空的", "the file is empty"),
    remedy: Bilingual("重新导出该表，至少应有标题行", "export the table again; it needs at least its header row"))
  /// Bytes that are no UTF-8.
  public static let notUTF8 = FindingCode(
    "F004", .error, message: Bilingual("不是 UTF-8 编码（可能是 GBK/GB18030）", "not UTF-8 (perhaps GBK/GB18030)"),
    remedy: Bilingual("在表格软件中另存为“CSV UTF-8”", "save it again as “CSV UTF-8” in the spreadsheet program"))
  /// A column that must be there is not in the header.
  public static let columnMissing = FindingCode(
    "F005", .error, message: Bilingual("标题行缺少列“{0}”", "the header lacks the column “{0}”"),
    remedy: Bilingual("补上该列，列名须完全一致", "add the column; its name must match exactly"))
  /// Two columns of one name.
  public static let columnTwice = FindingCode(
    "F006", .error, message: Bilingual("标题行中“{0}”出现两次", "the header has “{0}” twice"),
    remedy: Bilingual("删除或改名其中一列", "remove or rename one of the two columns"))
  /// A row with more or fewer fields than the header.
  public static let raggedRow = FindingCode(
    "F007", .error, message: Bilingual("本行有 {0} 个字段，标题行有 {1} 个", "this row has {0} fields, the header has {1}"),
    remedy: Bilingual("检查多余或缺少的分隔符；含逗号的内容要加引号", "look for a surplus or missing separator; quote text that contains one")
  )
  /// A quoted field that never ends.
  public static let unterminatedQuote = FindingCode(
    "F008", .error, message: Bilingual("引号没有闭合", "a quotation mark is never closed"),
    remedy: Bilingual("补上右引号；字段内的引号要写两个", "close it; write a quotation mark inside a field twice"))
  /// A quotation mark inside an unquoted field, or text after a closing one.
  public static let strayQuote = FindingCode(
    "F009", .error, message: Bilingual("字段中有位置不对的引号", "a quotation mark stands where none may"),
    remedy: Bilingual("整个字段加引号，字段内的引号写两个", "quote the whole field and write the marks inside it twice"))
  /// A cell that must hold a number.
  public static let numberExpected = FindingCode(
    "F010", .error, message: Bilingual("“{0}”列应为{1}", "the column “{0}” needs {1}"),
    remedy: Bilingual("改为数字，不带单位和千位分隔符", "write a number, without unit or thousands separator"))
  /// A cell that may not be empty.
  public static let valueMissing = FindingCode(
    "F011", .error, message: Bilingual("“{0}”列不能为空", "the column “{0}” may not be empty"),
    remedy: Bilingual("填上该值", "fill in the value"))
  /// A key that must be unique occurs again.
  public static let keyTwice = FindingCode(
    "F012", .error, message: Bilingual("“{0}”重复，首次出现在第 {1} 行", "“{0}” occurs again; it first stands in row {1}"),
    remedy: Bilingual("删除重复的行，或改正编号", "remove the repeated row, or correct the code"))
  /// A cell whose value is not one of those allowed.
  public static let valueUnknown = FindingCode(
    "F013", .error,
    message: Bilingual("“{0}”列不认识这个值，可用：{1}", "the column “{0}” does not know this value; allowed: {1}"),
    remedy: Bilingual("改用列出的值之一", "use one of the values listed"))
  /// A place to which the results cannot be written.
  public static let outputUnwritable = FindingCode(
    "F014", .error, message: Bilingual("无法写入 {0}：{1}", "{0} cannot be written: {1}"),
    remedy: Bilingual("选择可写的文件夹，并留出磁盘空间", "choose a folder that can be written, with room on the disk"))
  /// Something that is no table of delimited text.
  public static let notDelimited = FindingCode(
    "F015", .error, message: Bilingual("内容不是 CSV 表格：{0}", "the content is no CSV table: {0}"),
    remedy: Bilingual("发送 CSV 文件；Excel 文件请另存为“CSV UTF-8”", "send a CSV file; save a workbook as “CSV UTF-8”"))
}
