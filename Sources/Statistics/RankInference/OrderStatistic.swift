/// The `position`-th smallest of `values`, from 0; Hoare's selection with the middle as pivot.
///
/// - Complexity: O(n) on average.
func orderStatistic(_ values: inout [Double], _ position: Int) -> Double {
  precondition(values.indices.contains(position), "there is no such place in the list")
  var (low, high) = (0, values.count - 1)
  while low < high {
    let pivot = values[low + (high - low) / 2]
    var (i, j) = (low, high)
    while i <= j {
      while values[i] < pivot { i += 1 }
      while values[j] > pivot { j -= 1 }
      if i <= j {
        values.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    if position <= j { high = j } else if position >= i { low = i } else { break }
  }
  return values[position]
}
