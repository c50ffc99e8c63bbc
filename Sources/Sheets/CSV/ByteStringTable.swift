/// Byte strings numbered in the order of their first appearance: the scanner's dictionary, without a `String` per look-up.
///
/// Open addressing with linear probing; the bytes lie in one arena. Two strings are the same only if every byte is.
package struct ByteStringTable: Sendable {
  private var arena: [UInt8] = []
  private var ends: [Int] = []
  private var slots: [Int32]
  private var mask: Int

  /// An empty table with room for about `capacity` strings.
  package init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    mask = size - 1
  }

  /// The number of different strings.
  package var count: Int { ends.count }

  /// The bytes of string `index`.
  package func bytes(_ index: Int) -> ArraySlice<UInt8> { arena[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// The number of `text`, or nil if the table does not hold it.
  package func find(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var slot = Int(truncatingIfNeeded: ByteStringTable.hash(text)) & mask
    while true {
      let index = Int(slots[slot])
      if index < 0 { return nil }
      if equals(index, text) { return index }
      slot = (slot + 1) & mask
    }
  }

  /// The number of `text`, and whether it is new.
  package mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> (index: Int, isNew: Bool) {
    var slot = Int(truncatingIfNeeded: ByteStringTable.hash(text)) & mask
    while true {
      let index = Int(slots[slot])
      if index < 0 { break }
      if equals(index, text) { return (index, false) }
      slot = (slot + 1) & mask
    }
    let index = ends.count
    slots[slot] = Int32(index)
    arena.append(contentsOf: text)
    ends.append(arena.count)
    if ends.count * 2 > slots.count { grow() }
    return (index, true)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for index in ends.indices {
      var slot = Int(truncatingIfNeeded: bytes(index).withUnsafeBufferPointer(ByteStringTable.hash)) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  private func equals(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = index == 0 ? 0 : ends[index - 1]
    guard ends[index] - start == text.count else { return false }
    for offset in 0..<text.count where arena[start + offset] != text[offset] { return false }
    return true
  }

  /// FNV-1a with a final mix; only speed depends on it, never a result.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash ^ (hash >> 29)
  }
}
