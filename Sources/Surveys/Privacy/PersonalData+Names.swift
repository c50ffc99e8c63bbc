extension PersonalData {
  /// Family names of the People's Republic with more than some 100,000 bearers (公安部 2020), without those that are mostly other words.
  private static let families = Set(
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蒋蔡余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白\
    孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪辛柯庄温牛樊葛邢安齐倪庞颜殷翟申章鲁俞柳耿路焦聂关兰左詹岳裴涂欧柏\
    欧阳褚祝毕霍华凌童符骆房詹窦卞冉边卜卫冷纪舒屈项闵麦鲍甘盛游符阮涂桂蒲简饶祁季瞿尤古车柴管虞瞿裘宁栾费匡储
    """.unicodeScalars)

  private static let doubleFamilies = Set([
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木", "百里", "轩辕",
  ])

  /// Words behind which a name stands, with a colon.
  private static let labels = [
    "姓名", "名字", "联系人", "填表人", "填报人", "制表人", "审核人", "负责人", "经办人", "访问员", "制表", "审核", "户主", "业主", "受访人", "受访者",
    "被访人", "被访者", "申请人", "投诉人", "反映人", "监护人", "家长", "签名", "签字", "本人", "租客", "房东", "代填人", "收件人", "党员", "网格员",
  ].map { Array($0.unicodeScalars) }

  /// Words behind which a name stands without one; the name must then end where a word ends.
  private static let leads = [
    "姓名", "联系人", "我叫", "名叫", "叫做", "我是", "本人", "户主", "投诉人", "反映人", "申请人", "负责人", "经办人", "签名", "落款", "请找", "联系",
    "请联系", "我名字叫", "名字是", "名字叫", "姓名是", "姓名为", "联系人是", "联系人为", "户主是", "我父亲", "我母亲", "我儿子", "我女儿", "我爱人", "邻居",
  ].map { Array($0.unicodeScalars) }

  /// What follows a name that is not the end of the text or a mark.
  private static let follows = [
    "电话", "手机", "联系", "身份", "微信", "先生", "女士", "同志", "，", "号码", "住", "家住", "是", "收", "反映", "投诉", "的电话", "的手机", "的联系",
    "转",
  ].map { Array($0.unicodeScalars) }

  /// Words of two or three characters that begin like a family name and are none.
  private static let words: Set<String> = [
    "谢谢", "方便", "马上", "高兴", "万一", "任何", "常年", "常常", "常住", "安全", "安静", "安装", "方法", "成立", "江边", "江苏", "江西", "江南", "江北",
    "周边", "周围", "周末", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周到", "温馨", "温州", "许多", "许可", "黄色", "黄山", "白天", "白色",
    "金额", "金坛", "石头", "石油", "单位", "文明", "文化", "文体", "文件", "项目", "向上", "向前", "关于", "关心", "关注", "关系", "高度", "高层",
    "高速", "高龄", "高空", "毛病", "明天", "严重", "严格", "严禁", "盛夏", "夏天", "夏季", "金秋", "游客", "游泳", "施工", "史上", "古树", "古镇", "车库",
    "车位", "车辆", "车棚", "管道", "管理", "管理员", "路灯", "路面", "路边", "路口", "房东", "房子", "房屋", "房租", "牛奶", "马路", "马桶", "冷水", "温度",
    "雷雨", "龙头", "余下", "于是", "何时", "何况", "何人", "易燃", "易拉", "连续", "左边", "左右", "左侧", "边上", "钟点", "钟楼", "钱款", "万元", "武进",
    "常州", "常熟", "乔迁", "洪水", "康复", "康复科", "简单", "简直", "宁可", "宁静", "古稀", "向阳", "安置", "文亨", "石塔", "林业", "林荫", "田地", "华东",
    "党员", "居民", "业主", "租户", "老师", "方案", "应该", "程序", "顾客", "顾虑", "石板", "汤圆", "任务", "任意", "解决", "段落", "申请", "申报", "章程",
    "柳树", "白蚁", "雷达", "季节", "季度", "纪念", "纪委", "储藏", "费用", "费用高", "舒服", "舒适", "甘愿", "卫生", "卫生间", "边界", "项链", "左转", "右转",
    "童年", "华为", "符合", "房产", "房管", "毕业", "毕竟", "关门", "关闭", "路过", "路段", "庄稼", "莫名", "尤其", "贺卡", "康养", "姜汤", "杜绝", "陆续",
    "范围", "金属", "方向", "方面", "夏日", "熊猫", "龙舟", "江河", "邱墅", "钱包", "万分", "万科", "武术", "戴帽", "严肃", "孔雀", "常态", "康乐",
  ]

  /// The names of people: behind “姓名：”, “联系人：” and the like, behind “我叫” if a family name follows, and before a telephone number.
  static func names(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    func add(_ range: Range<Int>?) {
      guard let range, !found.contains(where: { $0.overlaps(range) }) else { return }
      found.append(range)
    }
    for at in scalars.indices {
      if scalars[at] == "：" || scalars[at] == ":", labels.contains(where: { ends(scalars, at, with: $0) }) {
        add(afterLabel(scalars, at + 1))
      } else if isIdeograph(scalars[at]), at > 0, leads.contains(where: { ends(scalars, at, with: $0) }) {
        add(name(scalars, at, needsEnd: true))
      } else if scalars[at] == "[", starts(scalars, at, with: phoneMask) {
        add(beforePhone(scalars, at))
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }

  private static let phoneMask = Array(Kind.phone.mask.unicodeScalars)

  private static func ends(_ scalars: [Unicode.Scalar], _ end: Int, with word: [Unicode.Scalar]) -> Bool {
    end >= word.count && zip(scalars[(end - word.count)..<end], word).allSatisfy(==)
  }

  private static func starts(_ scalars: [Unicode.Scalar], _ start: Int, with word: [Unicode.Scalar]) -> Bool {
    start + word.count <= scalars.count && zip(scalars[start...], word).allSatisfy(==)
  }

  /// Behind a colon: a name, or whatever two to four characters stand there.
  private static func afterLabel(_ scalars: [Unicode.Scalar], _ place: Int) -> Range<Int>? {
    var start = place
    while start < scalars.count, TextFolding.isBlank(scalars[start]) { start += 1 }
    if let name = name(scalars, start, needsEnd: true) { return name }
    var end = start
    while end < scalars.count, end - start < 4, isIdeograph(scalars[end]) || scalars[end] == "·" { end += 1 }
    return end - start >= 2 ? start..<end : nil
  }

  /// `王小明，电话[电话]`: a name that begins where a word may begin and reaches up to a masked number.
  private static func beforePhone(_ scalars: [Unicode.Scalar], _ place: Int) -> Range<Int>? {
    var end = place
    func skip(_ test: (Unicode.Scalar) -> Bool) { while end > 0, test(scalars[end - 1]) { end -= 1 } }
    let marks = " 　,，:：;；、-—()（）号码是为".unicodeScalars
    skip { marks.contains($0) }
    for label in ["联系电话", "联系方式", "电话", "手机", "手机号", "的电话", "的手机", "tel", "Tel"]
    where ends(scalars, end, with: Array(label.unicodeScalars)) {
      end -= label.unicodeScalars.count
      break
    }
    skip { marks.contains($0) || $0 == "的" }
    for length in [3, 4, 2] where end >= length {
      let start = end - length
      let isFree =
        start == 0 || !isIdeograph(scalars[start - 1])
        || (labels + leads).contains { ends(scalars, start, with: $0) }
      guard isFree, let name = name(scalars, start, needsEnd: false), name.count == length else { continue }
      return name
    }
    return nil
  }

  /// The name that begins at a place: a family name of one or two characters and one or two more; nil if there is none.
  ///
  /// - Parameter needsEnd: the name must end at the text's end, at a mark, or before a word that follows names.
  private static func name(_ scalars: [Unicode.Scalar], _ start: Int, needsEnd: Bool) -> Range<Int>? {
    var run = start
    while run < scalars.count, run - start < 5, isIdeograph(scalars[run]) { run += 1 }
    guard run - start >= 2 else { return nil }
    let isDouble = doubleFamilies.contains(text(scalars[start..<(start + 2)]))
    guard isDouble || families.contains(scalars[start]) else { return nil }
    let family = isDouble ? 2 : 1
    for given in [2, 1] where start + family + given <= run {
      let end = start + family + given
      let name = text(scalars[start..<end])
      if words.contains(name) || words.contains(String(name.prefix(2))) { continue }
      if isTitle(scalars[(start + family)..<end]) { continue }
      let isEnd =
        end == scalars.count || !isIdeograph(scalars[end])
        || follows.contains { starts(scalars, end, with: $0) }
      if isEnd || !needsEnd { return start..<end }
    }
    return nil
  }

  private static let titles: Set<String> = [
    "先生", "女士", "主任", "书记", "老师", "医生", "阿姨", "师傅", "经理", "站长", "队长", "大爷", "大妈", "大姐", "大哥", "同志", "院长", "校长", "叔叔",
    "某", "某某",
    "工", "姐", "哥", "总", "局", "所长", "科长", "处长", "奶奶", "爷爷", "小姐", "姓", "家",
  ]

  private static func isTitle(_ given: ArraySlice<Unicode.Scalar>) -> Bool { titles.contains(text(given)) }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
