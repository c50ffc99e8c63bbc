extension FindingCode {
  /// The codes of the web service, in their published order.
  static let service: [FindingCode] = [
    .signInNeeded, .signInRefused, .tooManyAttempts, .notPermitted, .requestForged, .notThere, .methodUnknown,
    .bodyTooLarge,
    .bodyMalformed, .bodyTypeUnknown, .parameterInvalid, .fieldInvalid, .versionMissing, .versionStale, .keyInUse,
    .offsetWrong, .digestWrong, .uploadCutShort, .storageFull, .serviceBusy, .serviceFailed, .tooManyUnderWay,
    .nothingToUndo, .passwordTooShort,
    .passwordTooLong, .passwordCommon, .passwordNamed, .passwordRepetitive, .passwordKinds, .passwordRepeatDiffers,
  ]

  /// A page or resource for people who are signed in.
  public static let signInNeeded = FindingCode(
    "H101", .error, message: Bilingual("需要登录", "this needs you to be signed in"),
    remedy: Bilingual("登录后再试；程序请求请带访问令牌", "sign in and try again; a program sends its access token"))
  /// User name and password do not fit, or the user is closed; which of them is not said.
  public static let signInRefused = FindingCode(
    "H102", .error, message: Bilingual("用户名或密码不对", "user name or password is wrong"),
    remedy: Bilingual("再试一次，或请本单位管理员重置密码", "try again, or ask your administrator for a new password"))
  /// The limit of tries from one place or for one user.
  public static let tooManyAttempts = FindingCode(
    "H103", .error, message: Bilingual("尝试次数过多，请在 {0} 秒后再试", "too many tries; wait {0} seconds"),
    remedy: Bilingual("稍候再试；常用设备不受他人尝试影响", "wait a little; tries by others do not lock out a device that you use"))
  /// Known, but the role or the scope does not allow it.
  public static let notPermitted = FindingCode(
    "H104", .error, message: Bilingual("您的角色或范围不允许这样做", "your role or scope does not allow this"),
    remedy: Bilingual("请市考评办核对您的角色和范围", "ask the city office to check your role and scope"))
  /// A change without the page's own token, or from another site.
  public static let requestForged = FindingCode(
    "H105", .error, message: Bilingual("此请求不是从本系统的页面发出的", "this request did not come from a page of this service"),
    remedy: Bilingual(
      "重新打开页面再提交；程序请求请用访问令牌", "open the page again and send it from there; a program uses an access token"))
  /// No such page or resource, or none that this visitor may know of.
  public static let notThere = FindingCode(
    "H106", .error, message: Bilingual("没有这个页面或记录", "there is no such page or record"),
    remedy: Bilingual("核对地址，或从首页重新进入", "check the address, or start again from the first page"))
  /// The resource exists but not with this method.
  public static let methodUnknown = FindingCode(
    "H107", .error, message: Bilingual("此地址不接受 {0}", "this address does not take {0}"),
    remedy: Bilingual("可用的方法见 Allow 标头", "the header Allow names the methods that it takes"))
  /// More bytes than the resource takes.
  public static let bodyTooLarge = FindingCode(
    "H108", .error, message: Bilingual("内容超过 {0} KiB", "the content is longer than {0} KiB"),
    remedy: Bilingual("分成几份发送；大文件用上传页面", "send it in parts; large files go to the upload page"))
  /// JSON, a form or a multipart body that is not well formed.
  public static let bodyMalformed = FindingCode(
    "H109", .error, message: Bilingual("内容的格式不对", "the content is not well formed"),
    remedy: Bilingual("按接口说明 /api/v1/openapi.json 发送", "send it as /api/v1/openapi.json describes"))
  /// A media type that the resource does not take.
  public static let bodyTypeUnknown = FindingCode(
    "H110", .error, message: Bilingual("不接受这种内容类型", "this media type is not taken"),
    remedy: Bilingual("改用接口说明中的 Content-Type", "use the Content-Type that the description of the interface names"))
  /// A query parameter that cannot be used.
  public static let parameterInvalid = FindingCode(
    "H111", .error, message: Bilingual("参数“{0}”的值不可用", "the parameter “{0}” has a value that cannot be used"),
    remedy: Bilingual("可用：{1}", "allowed: {1}"))
  /// A field of a form or a document that cannot be used.
  public static let fieldInvalid = FindingCode(
    "H112", .error, message: Bilingual("“{0}”的内容不可用", "“{0}” cannot be used as it is"),
    remedy: Bilingual("{1}", "{1}"))
  /// A change of a versioned resource without `If-Match`.
  public static let versionMissing = FindingCode(
    "H113", .error, message: Bilingual("缺少 If-Match", "If-Match is missing"),
    remedy: Bilingual("先读取，再带上所得的 ETag 提交", "read it first and send the ETag that you were given"))
  /// Somebody else changed it in the meantime.
  public static let versionStale = FindingCode(
    "H114", .error, message: Bilingual("内容已被他人修改", "somebody else has changed it in the meantime"),
    remedy: Bilingual("重新读取，核对后再提交", "read it again, compare, and send your change once more"))
  /// The first request with this key has not ended yet.
  public static let keyInUse = FindingCode(
    "H116", .error,
    message: Bilingual("同一 Idempotency-Key 的请求仍在处理", "a request with this Idempotency-Key is still under way"),
    remedy: Bilingual("稍候用同一键再试", "wait a little and repeat it with the same key"))
  /// A piece of an upload that does not begin where the last one ended.
  public static let offsetWrong = FindingCode(
    "H117", .error, message: Bilingual("续传位置不对，应为 {0}", "the piece begins at the wrong place; {0} is next"),
    remedy: Bilingual("用 HEAD 查询 Upload-Offset 后续传", "ask with HEAD for Upload-Offset and go on from there"))
  /// The bytes that arrived are not those whose digest was announced.
  public static let digestWrong = FindingCode(
    "H118", .error, message: Bilingual("收到的内容与所报的摘要不符", "what arrived does not have the digest that was announced"),
    remedy: Bilingual("重新上传", "upload it again"))
  /// The connection ended before the body did.
  public static let uploadCutShort = FindingCode(
    "H119", .error, message: Bilingual("上传中断，没有收全", "the upload broke off before its end"),
    remedy: Bilingual("重新上传；断点续传见接口说明", "upload it again; resumable uploads are in the description of the interface"))
  /// No room on the disk.
  public static let storageFull = FindingCode(
    "H120", .error, message: Bilingual("磁盘已满，没有保存", "the disk is full; nothing was saved"),
    remedy: Bilingual("请管理员腾出空间；已有数据不受影响", "ask the administrator for room; what was saved before is safe"))
  /// Too many long jobs or sign-ins at once.
  public static let serviceBusy = FindingCode(
    "H121", .error, message: Bilingual("系统正忙", "the service is busy"),
    remedy: Bilingual("几秒后再试", "try again in a few seconds"))
  /// Something failed that the visitor cannot mend.
  public static let serviceFailed = FindingCode(
    "H122", .error, message: Bilingual("系统出错，编号 {0}", "the service failed; the number of the fault is {0}"),
    remedy: Bilingual("请把编号告诉管理员；操作没有完成", "tell the administrator the number; nothing was done"))
  /// More uploads under way than one person needs.
  public static let tooManyUnderWay = FindingCode(
    "H123", .error, message: Bilingual("待确认的上传已有 {0} 份", "{0} uploads are waiting to be confirmed"),
    remedy: Bilingual("先确认或退回一些", "confirm or discard some of them first"))
  /// An upload that took nobody's place, or whose place was taken.
  public static let nothingToUndo = FindingCode(
    "H124", .error, message: Bilingual("这份上传不能撤销", "this upload cannot be taken back"),
    remedy: Bilingual(
      "只有同类最新、且替换过旧文件的一份可以撤销；其他情况请重新上传正确的文件",
      "only the newest of its kind that took another's place can be; otherwise upload the right file"))
  /// Fewer than fifteen characters.
  public static let passwordTooShort = FindingCode(
    "H201", .error, message: Bilingual("密码少于 {0} 个字符", "the password has fewer than {0} characters"),
    remedy: Bilingual("用几个不相干的词连成一句，好记又难猜", "string a few unrelated words together: easy to remember, hard to guess"))
  /// Longer than is kept.
  public static let passwordTooLong = FindingCode(
    "H202", .error, message: Bilingual("密码超过 {0} 个字符", "the password has more than {0} characters"),
    remedy: Bilingual("缩短一些", "make it shorter"))
  /// One that everybody tries.
  public static let passwordCommon = FindingCode(
    "H203", .error, message: Bilingual("这是常见密码，或由常见密码拼成", "it is a common password, or made of common ones"),
    remedy: Bilingual("换一个别人不会想到的", "take one that nobody else would think of"))
  /// The user's name, the city's or the service's own.
  public static let passwordNamed = FindingCode(
    "H204", .error,
    message: Bilingual("密码以用户名、单位名或系统名为主", "it is little but the name of the user, the place or the service"),
    remedy: Bilingual("换一个与本系统无关的", "take one that has nothing to do with this service"))
  /// A few characters over and over, or a row of the keyboard.
  public static let passwordRepetitive = FindingCode(
    "H205", .error, message: Bilingual("密码只是重复或连续的字符", "it only repeats characters or runs along the keyboard"),
    remedy: Bilingual("换一个没有规律的", "take one without such a pattern"))
  /// 等保二级 wants three kinds of characters.
  public static let passwordKinds = FindingCode(
    "H206", .error, message: Bilingual("按等保二级，密码至少含三类字符", "under 等保 level 2 it needs three kinds of characters"),
    remedy: Bilingual("大写、小写、数字、符号、汉字中取三类", "mix three of capitals, small letters, digits, signs, Chinese characters"))
  /// The password was typed differently the second time.
  public static let passwordRepeatDiffers = FindingCode(
    "H207", .error, message: Bilingual("两次输入的密码不同", "the two passwords differ"),
    remedy: Bilingual("两处输入同一密码", "type the same one twice"))
}
