import Sheets

/// A response's identifier, exactly: the number of its prefix in a table and the value of the digits behind it.
package struct IdentifierKey: Hashable, Sendable {
  /// The prefix with the count of digits, as a number of the block's or the index's table.
  var prefix: UInt32
  /// The digits' value, below 10¹².
  var number: UInt64

  /// The key of a response without an identifier.
  static let missing = IdentifierKey(prefix: .max, number: 0)

  /// Splits `text` into a prefix, the count of the at most twelve digits at its end, and their value; the count belongs to the
  /// key, so that `R1` and `R01` differ.
  static func split(_ text: UnsafeBufferPointer<UInt8>) -> (
    prefix: UnsafeBufferPointer<UInt8>, digits: UInt8, number: UInt64
  ) {
    var start = text.count
    var (number, place): (UInt64, UInt64) = (0, 1)
    while start > 0, text.count - start < 12, text[start - 1] &- UInt8(ascii: "0") < 10 {
      start -= 1
      number &+= place &* UInt64(text[start] &- UInt8(ascii: "0"))
      place &*= 10
    }
    return (UnsafeBufferPointer(rebasing: text[..<start]), UInt8(text.count - start), number)
  }
}

/// Which row first bore each identifier: exact, and small when identifiers are numbered as survey tools number them.
///
/// Keys lie in pages of 1,024 consecutive numbers, one 32-bit row each. Where identifiers are scattered (random numbers,
/// UUIDs) pages would be empty, so the index turns itself into a hash table. Either way two identifiers are the same only if
/// every byte is.
struct IdentifierIndex {
  private var prefixes = ByteStringTable(capacity: 64)
  private var pageOf: [UInt64: Int] = [:]
  private var pages: [UInt32] = []
  private var lastPage: (key: UInt64, index: Int)?
  private var scattered: [UInt64: UInt32]?
  private var wide: [IdentifierKey: UInt32] = [:]
  private var count = 0

  private static let pageBits: UInt64 = 10
  private static let pageSize = 1 << 10

  /// The index's own number of a prefix.
  mutating func prefix(_ text: ArraySlice<UInt8>) -> UInt32 {
    UInt32(text.withUnsafeBufferPointer { prefixes.intern($0).index })
  }

  /// Enters `row` under an identifier, unless a row stands there already; then gives that row.
  mutating func enter(_ prefix: UInt32, _ number: UInt64, row: UInt32) -> UInt32? {
    guard prefix < 1 << 24 else { return enterWide(IdentifierKey(prefix: prefix, number: number), row) }
    let key = UInt64(prefix) << 40 | number
    if scattered != nil {
      if let first = scattered![key] { return first }
      scattered![key] = row
      return nil
    }
    let place =
      page(key >> IdentifierIndex.pageBits) * IdentifierIndex.pageSize
      + Int(key & UInt64(IdentifierIndex.pageSize - 1))
    let stored = pages[place]
    if stored != 0 { return stored - 1 }
    pages[place] = row + 1
    count += 1
    return nil
  }

  /// Beyond 16 million prefixes a key no longer fits 64 bits.
  private mutating func enterWide(_ key: IdentifierKey, _ row: UInt32) -> UInt32? {
    if let first = wide[key] { return first }
    wide[key] = row
    return nil
  }

  private mutating func page(_ key: UInt64) -> Int {
    if let lastPage, lastPage.key == key { return lastPage.index }
    let index: Int
    if let known = pageOf[key] {
      index = known
    } else {
      index = pageOf.count
      pageOf[key] = index
      pages.append(contentsOf: repeatElement(0, count: IdentifierIndex.pageSize))
    }
    lastPage = (key, index)
    return index
  }

  /// Turns into a hash table once fewer than one place in eight of the pages is taken; call it now and then.
  mutating func adapt() {
    guard scattered == nil, pages.count > 64 * IdentifierIndex.pageSize, pages.count > 8 * count else { return }
    var table: [UInt64: UInt32] = [:]
    table.reserveCapacity(count * 2)
    for (key, index) in pageOf {
      for offset in 0..<IdentifierIndex.pageSize where pages[index * IdentifierIndex.pageSize + offset] != 0 {
        table[key << IdentifierIndex.pageBits | UInt64(offset)] = pages[index * IdentifierIndex.pageSize + offset] - 1
      }
    }
    scattered = table
    pageOf = [:]
    pages = []
    lastPage = nil
  }
}
