/// Orders numbers from the highest down in linear time: by equal slots between the extremes, then by insertion inside them.
///
/// A sensitivity analysis orders the same thousand units thousands of times; comparing them all anew is most of its work.
/// Slots that hold many (an outlier squeezes the others together) fall back to comparing, so that no data make it slow.
struct DescendingOrder: Sendable {
  /// The places of the numbers, highest first; equal numbers by place. Only the first `count` of the last call count.
  private(set) var order: [Int32]
  private var slots: [Int32]
  private var starts: [Int32]
  /// A slot with more members than this is too full for insertion.
  private static let crowded: Int32 = 48

  /// Memory for up to `capacity` numbers.
  init(capacity: Int) {
    order = Array(repeating: 0, count: capacity)
    slots = order
    starts = Array(repeating: 0, count: 2 * capacity + 1)
  }

  /// Orders the first `count` of `values`; they are finite.
  mutating func sort(_ values: [Double], count: Int) {
    guard count > 1 else {
      if count == 1 { order[0] = 0 }
      return
    }
    let isCrowded = values.withUnsafeBufferPointer { distribute($0, count) }
    if isCrowded {
      let sorted = (0..<count).sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1] }
      for (place, index) in sorted.enumerated() { order[place] = Int32(index) }
    } else {
      values.withUnsafeBufferPointer { insert($0, count) }
    }
  }

  /// Puts every place behind those of higher slots; true if a slot is crowded.
  private mutating func distribute(_ values: UnsafeBufferPointer<Double>, _ count: Int) -> Bool {
    var (least, most) = (values[0], values[0])
    for index in 1..<count {
      least = min(least, values[index])
      most = max(most, values[index])
    }
    let last = 2 * count - 1
    let scale = Double(last) / (most - least)
    guard most > least, scale.isFinite else { return true }
    return order.withUnsafeMutableBufferPointer { order in
      slots.withUnsafeMutableBufferPointer { slots in
        starts.withUnsafeMutableBufferPointer { starts in
          for slot in 0...(last + 1) { starts[slot] = 0 }
          for index in 0..<count {
            let slot = min(last, Int((most - values[index]) * scale))
            slots[index] = Int32(truncatingIfNeeded: slot)
            starts[slot + 1] += 1
          }
          var fullest: Int32 = 0
          for slot in 1...(last + 1) {
            fullest = max(fullest, starts[slot])
            starts[slot] += starts[slot - 1]
          }
          for index in 0..<count {
            let slot = Int(slots[index])
            order[Int(starts[slot])] = Int32(truncatingIfNeeded: index)
            starts[slot] += 1
          }
          return fullest > DescendingOrder.crowded
        }
      }
    }
  }

  private mutating func insert(_ values: UnsafeBufferPointer<Double>, _ count: Int) {
    order.withUnsafeMutableBufferPointer { order in
      for position in 1..<count {
        let moving = order[position]
        let value = values[Int(moving)]
        var place = position
        while place > 0, values[Int(order[place - 1])] < value {
          order[place] = order[place - 1]
          place -= 1
        }
        order[place] = moving
      }
    }
  }
}
