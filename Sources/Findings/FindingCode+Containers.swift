extension FindingCode {
  /// The codes of containers: what keeps a file from being opened, in their published order.
  static let containers: [FindingCode] = [
    .encodingUnknown, .illegalBytes, .encodingDoubtful, .delimiterDoubtful, .delimiterInvalid,
    .containerUnsupported, .passwordProtected, .archiveDamaged, .partMissing, .markupForbidden, .markupDamaged,
    .formulaWithoutValue, .macrosIgnored, .jsonDamaged, .jsonNameTwice, .jsonHalfCharacter, .savDamaged,
    .contentMismatch,
  ]

  /// An encoding that the user named and this machine cannot read.
  public static let encodingUnknown = FindingCode(
    "F101", .error, message: Bilingual("不认识编码“{0}”", "the encoding “{0}” is not known"),
    remedy: Bilingual("可用 UTF-8、UTF-16、GB18030、GBK、Big5", "use UTF-8, UTF-16, GB18030, GBK or Big5"))
  /// Bytes that are no text in the file's encoding.
  public static let illegalBytes = FindingCode(
    "F102", .error,
    message: Bilingual("从第 {1} 字节起不是 {0} 编码的文字", "the bytes from {1} on are no text in {0}"),
    remedy: Bilingual(
      "重新导出为“CSV UTF-8”；若编码判断有误，请指明编码", "export it again as “CSV UTF-8”; name the encoding if this one is wrong"))
  /// Bytes that may be text in two encodings.
  public static let encodingDoubtful = FindingCode(
    "F103", .warning,
    message: Bilingual("编码可能是 {0}，也可能是 {1}；按 {0} 读取", "the encoding may be {0} or {1}; it was read as {0}"),
    remedy: Bilingual("核对文字是否正确；不对就指明编码", "look whether the text is right; name the encoding if it is not"))
  /// A table that can be cut at two characters.
  public static let delimiterDoubtful = FindingCode(
    "F104", .warning,
    message: Bilingual("分隔符可能是“{0}”，也可能是“{1}”；按“{0}”读取", "the delimiter may be “{0}” or “{1}”; it was read as “{0}”"),
    remedy: Bilingual("核对各列；不对就指明分隔符", "look at the columns; name the delimiter if they are wrong"))
  /// A delimiter that cannot be one.
  public static let delimiterInvalid = FindingCode(
    "F105", .error, message: Bilingual("“{0}”不能作分隔符", "“{0}” cannot be a delimiter"),
    remedy: Bilingual("用逗号、分号、制表符或竖线", "use a comma, a semicolon, a tab or a vertical bar"))
  /// A kind of file that is not read.
  public static let containerUnsupported = FindingCode(
    "F106", .error, message: Bilingual("不读取这种文件：{0}", "files of this kind are not read: {0}"),
    remedy: Bilingual("另存为 .xlsx 或“CSV UTF-8”", "save it as .xlsx or “CSV UTF-8”"))
  /// A file that only a password opens.
  public static let passwordProtected = FindingCode(
    "F107", .error, message: Bilingual("文件有密码保护：{0}", "the file is protected by a password: {0}"),
    remedy: Bilingual("去掉密码后重新保存", "save it again without the password"))
  /// An archive that cannot be unpacked.
  public static let archiveDamaged = FindingCode(
    "F108", .error, message: Bilingual("压缩包已损坏：{0}", "the archive is damaged: {0}"),
    remedy: Bilingual("重新导出或重新发送该文件", "export or send the file again"))
  /// A part that a workbook names and does not hold.
  public static let partMissing = FindingCode(
    "F109", .error, message: Bilingual("工作簿缺少部件 {0}", "the workbook lacks its part {0}"),
    remedy: Bilingual("用表格软件打开后另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx"))
  /// Markup with a document type declaration: the way of entity attacks, and no spreadsheet program writes one.
  public static let markupForbidden = FindingCode(
    "F110", .error, message: Bilingual("部件 {0} 含有文档类型声明（DTD）", "the part {0} declares a document type (DTD)"),
    remedy: Bilingual("该文件不是表格软件写的，不予读取", "no spreadsheet program writes this; the file is not read"))
  /// Markup that is not well formed, or says what cannot be.
  public static let markupDamaged = FindingCode(
    "F111", .error, message: Bilingual("部件 {0} 已损坏：{1}", "the part {0} is damaged: {1}"),
    remedy: Bilingual("用表格软件打开后另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx"))
  /// A formula that was never computed, as in workbooks written by programs.
  public static let formulaWithoutValue = FindingCode(
    "F112", .warning,
    message: Bilingual("{0} 个公式没有计算结果，按空值读取", "{0} formulas hold no computed value and were read as empty"),
    remedy: Bilingual("用表格软件打开并保存一次，再发送", "open the file in a spreadsheet program, save it and send it again"))
  /// A workbook with macros: its cells are read, its macros are not looked at.
  public static let macrosIgnored = FindingCode(
    "F113", .note,
    message: Bilingual("工作簿带有宏；宏未读取，也不会运行", "the workbook carries macros; they were neither read nor run"),
    remedy: Bilingual("最好另存为不带宏的 .xlsx", "better save it as .xlsx, without macros"))
  /// Text that is no JSON.
  public static let jsonDamaged = FindingCode(
    "F114", .error, message: Bilingual("从第 {0} 字节起不是合法的 JSON", "the bytes from {0} on are no JSON"),
    remedy: Bilingual("重新导出该文件，不要手工修改", "export the file again and do not edit it by hand"))
  /// A JSON object with two members of one name.
  public static let jsonNameTwice = FindingCode(
    "F115", .warning,
    message: Bilingual("JSON 对象中“{0}”出现两次，以后一个为准", "a JSON object has “{0}” twice; the later one holds"),
    remedy: Bilingual("核对导出该文件的程序", "check the program that wrote the file"))
  /// Half of a surrogate pair in a JSON text.
  public static let jsonHalfCharacter = FindingCode(
    "F116", .warning,
    message: Bilingual("JSON 文字中有半个字符，已换成“\u{FFFD}”", "a JSON text holds half a character; it became “\u{FFFD}”"),
    remedy: Bilingual("文字可能在表情符号处被截断；核对原文", "the text was perhaps cut inside an emoji; check the original"))
  /// An SPSS file that cannot be read to its end.
  public static let savDamaged = FindingCode(
    "F117", .error, message: Bilingual("SPSS 文件无法读完：{0}", "the SPSS file cannot be read to its end: {0}"),
    remedy: Bilingual("在 SPSS 中打开并重新保存为 .sav，或导出 CSV", "open it in SPSS and save it as .sav again, or export CSV"))
  /// A file whose name claims a container that its content is not.
  public static let contentMismatch = FindingCode(
    "F118", .error, message: Bilingual("扩展名是 .{0}，内容却不是", "the name ends in .{0}, but the content is something else"),
    remedy: Bilingual(
      "重新导出或重新发送该文件，不要只改扩展名", "export or send the file again; changing the extension does not convert it"))
}
