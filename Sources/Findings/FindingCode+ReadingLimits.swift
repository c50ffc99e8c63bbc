extension FindingCode {
  /// The codes of files that hold more than a reader takes in, in their published order.
  static let readingLimits: [FindingCode] = [
    .unpacksTooLarge, .unpacksTooMuch, .tooManyMembers, .archivesTooDeep, .tooManySheets, .tooManyColumns, .tooManyRows,
    .tooManyCells, .cellTooLong, .nestedTooDeep, .tooManyFaults, .tooManyValues, .cellMisplaced,
    .cellsScattered, .tooLargeToOpen,
  ]

  private static let splitRemedy = Bilingual("把数据分成几个文件发送", "send the data in several files")
  private static let cleanRemedy = Bilingual(
    "只把数据区域复制到新表格中，保存后再发送", "copy only the data to a new sheet, save it and send that")

  /// A file that unpacks to more bytes than are taken in.
  public static let unpacksTooLarge = FindingCode(
    "F151", .error, message: Bilingual("{0} 解压后超过 {1} 字节", "{0} unpacks to more than {1} bytes"),
    remedy: splitRemedy)
  /// A file that unpacks to many times its size, as only a bomb does.
  public static let unpacksTooMuch = FindingCode(
    "F152", .error, message: Bilingual("{0} 解压后超过原来的 {1} 倍", "{0} unpacks to more than {1} times its size"),
    remedy: Bilingual("该文件不像表格；重新导出", "this is hardly a table; export it again"))
  /// An archive of too many members.
  public static let tooManyMembers = FindingCode(
    "F153", .error, message: Bilingual("压缩包有 {0} 个成员，上限 {1}", "the archive has {0} members, at most {1} are read"),
    remedy: Bilingual("压缩包中只放数据文件", "put nothing but the data files into the archive"))
  /// Archives inside archives inside archives.
  public static let archivesTooDeep = FindingCode(
    "F154", .error, message: Bilingual("压缩包中的压缩包超过 {0} 层", "archives are nested more than {0} deep"),
    remedy: Bilingual("先解压内层压缩包", "unpack the inner archives first"))
  /// A workbook of too many sheets.
  public static let tooManySheets = FindingCode(
    "F155", .error, message: Bilingual("工作簿有 {0} 张表，上限 {1}", "the workbook has {0} sheets, at most {1} are read"),
    remedy: Bilingual("只保留数据所在的表", "keep only the sheets with data"))
  /// A table of too many columns.
  public static let tooManyColumns = FindingCode(
    "F156", .error, message: Bilingual("本行超过 {0} 列", "this row has more than {0} columns"), remedy: cleanRemedy)
  /// A table of too many rows.
  public static let tooManyRows = FindingCode(
    "F157", .error, message: Bilingual("表格超过 {0} 行", "the table has more than {0} rows"), remedy: splitRemedy)
  /// A table of too many cells, or with too much emptiness between them.
  public static let tooManyCells = FindingCode(
    "F158", .error, message: Bilingual("表格超过 {0} 个单元格", "the table has more than {0} cells"), remedy: cleanRemedy)
  /// A cell of too many bytes.
  public static let cellTooLong = FindingCode(
    "F159", .error, message: Bilingual("单元格超过 {0} 字节", "the cell has more than {0} bytes"),
    remedy: Bilingual("检查引号是否成对，附件不要放在单元格中", "see that quotation marks come in pairs; keep attachments out of cells"))
  /// Elements or lists inside one another without end.
  public static let nestedTooDeep = FindingCode(
    "F160", .error, message: Bilingual("{0} 的结构嵌套超过 {1} 层", "the structure of {0} is nested more than {1} deep"),
    remedy: Bilingual("该文件不像数据；重新导出", "this is hardly data; export it again"))
  /// So many faults that the file is probably something else.
  public static let tooManyFaults = FindingCode(
    "F161", .error, message: Bilingual("错误超过 {0} 处，不再读取", "more than {0} faults; reading stopped"),
    remedy: Bilingual("先核对编码和分隔符，再改正前面的错误", "check encoding and delimiter first, then mend the faults above"))
  /// A JSON document of too many values.
  public static let tooManyValues = FindingCode(
    "F162", .error, message: Bilingual("JSON 文件超过 {0} 个值", "the JSON document has more than {0} values"),
    remedy: splitRemedy)
  /// A cell whose reference lies behind the sheet's edge, or before the cell that precedes it.
  public static let cellMisplaced = FindingCode(
    "F163", .error, message: Bilingual("单元格位置“{0}”不合法或重复", "the cell reference “{0}” is impossible or repeated"),
    remedy: Bilingual("用表格软件打开后另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx"))
  /// A few cells with much emptiness between them.
  public static let cellsScattered = FindingCode(
    "F164", .error,
    message: Bilingual("表格几乎是空的，却一直伸到第 {0} 列", "the table is nearly empty and yet reaches column {0}"),
    remedy: cleanRemedy)
  /// An upload that would have to be opened whole to be read.
  public static let tooLargeToOpen = FindingCode(
    "F165", .error,
    message: Bilingual(
      "{0} 超过 {1} MiB；这样大的文件只收不含个人信息的 UTF-8 逗号分隔表格",
      "{0} has more than {1} MiB; so large only comma-separated tables in UTF-8 without personal data are taken"),
    remedy: splitRemedy)
}
