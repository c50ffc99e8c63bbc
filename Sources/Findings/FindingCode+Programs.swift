extension FindingCode {
  /// The codes of what the service does for programs, in their published order.
  static let programs: [FindingCode] = [
    .tokenReachesNot, .webhookHostUnknown, .webhookActionUnknown, .tooManyWebhooks, .jobOver, .bodyTooSlow,
    .tokensNeedASession,
  ]

  /// An access token that is confined to other parts of the interface.
  public static let tokenReachesNot = FindingCode(
    "H701", .error, message: Bilingual("此访问令牌的范围不含 {0}", "this access token does not reach {0}"),
    remedy: Bilingual("用含此范围的令牌，或在“我的账户”另建一个", "use a token that does, or make one under Account"))
  /// A webhook to a host that whoever runs the service has not named.
  public static let webhookHostUnknown = FindingCode(
    "H702", .error, message: Bilingual("不允许向这个地址发送通知", "nothing may be sent to this address"),
    remedy: Bilingual(
      "只接受启动参数 --webhook-host 所列主机的 https 地址（http 只限本机），不带用户名、密码和片段",
      "only https addresses of hosts named by --webhook-host are taken, http on this machine alone, without user, password or fragment"
    ))
  /// A webhook for an action that no round knows.
  public static let webhookActionUnknown = FindingCode(
    "H703", .error, message: Bilingual("没有“{0}”这种事件", "there is no event “{0}”"),
    remedy: Bilingual("可用的事件见接口说明", "the description of the interface lists the events"))
  /// More webhooks than one person needs.
  public static let tooManyWebhooks = FindingCode(
    "H704", .error, message: Bilingual("通知地址已有 {0} 个", "there are {0} webhooks already"),
    remedy: Bilingual("先删除不用的", "remove those that are not used"))
  /// A job that cannot be given up any more.
  public static let jobOver = FindingCode(
    "H705", .error, message: Bilingual("这项任务已经结束", "this job is over"),
    remedy: Bilingual("用 GET 读取它的结果", "read its outcome with GET"))
  /// A body that trickles.
  public static let bodyTooSlow = FindingCode(
    "H706", .error, message: Bilingual("内容到达得太慢", "the content arrives too slowly"),
    remedy: Bilingual("用断点续传分段发送，或换一条线路", "send it in pieces by a resumable upload, or over another line"))
  /// An access token that asks for another, or for what belongs to the person alone.
  public static let tokensNeedASession = FindingCode(
    "H707", .error, message: Bilingual("访问令牌不能做这件事，须本人登录", "an access token cannot do this; sign in yourself"),
    remedy: Bilingual("在浏览器中登录后再做", "sign in with a browser and do it there"))
}
