/// The characters that fill Chinese texts: bytes decoded by the right encoding show many of them, by the wrong one hardly any.
enum CommonCharacters {
  /// How much of a text they fill.
  struct Share: Hashable {
    /// Characters beyond ASCII.
    var wide: Int
    /// How many of those are common.
    var common: Int
    /// The part that is common, from 0 to 1.
    var share: Double { wide == 0 ? 0 : Double(common) / Double(wide) }
    /// Whether this can be Chinese text at all.
    var isPlausible: Bool { share >= 0.1 }
  }

  /// How much of `sample` they fill; nil if its bytes are illegal in `encoding`.
  ///
  /// - Parameter isWhole: whether the sample ends with the file, so that no character may be cut at its end.
  static func share(of sample: ArraySlice<UInt8>, in encoding: TextEncoding, isWhole: Bool) -> Share? {
    guard var decoder = TextDecoder(encoding) else { return nil }
    var text: [UInt8] = []
    do {
      try sample.withUnsafeBufferPointer { bytes throws(TextDecoder.IllegalBytes) in
        try decoder.decode(bytes, into: &text)
      }
      if isWhole { try decoder.finish() }
    } catch {
      return nil
    }
    var share = Share(wide: 0, common: 0)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      share.wide += 1
      if scalars.contains(scalar) { share.common += 1 }
    }
    return share
  }

  // The most frequent characters of modern Chinese by the lists of Jun Da (2004), then words of questionnaires, places and
  // scales, simplified and traditional, and the punctuation of both.
  private static let scalars = Set(
    """
    的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多\
    经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性\
    知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次\
    度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建\
    务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路\
    记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运\
    社区居委会村街道镇乡县省市满意度不满较非常一般调查问卷编号姓名性别年龄男女户主电话地址开始结束时间访员受访建议环境治安服务\
    调解文化总体停车垃圾物业养老噪音其他无说清楚拒绝回答权重层序号选项提交来源答卷单位评分备注项目指标考评得分排名称号名册街办\
    這個們來為國說時會對過發後裡種經沒動當現還進開長無與從實軍產將兩間問應戰頭體見話員場條題處氣數總電變報結則聽書馬張觀讓識\
    導爭運滿調號齡戶電話開訪議環務類車圾業養備項標評稱冊辦縣鄉鎮區單層選較樓學關東門務機點業間區里鄰鄉縣\
    ，。：；、？！（）《》“”‘’—…·１２３４５６７８９０
    """.unicodeScalars)
}
