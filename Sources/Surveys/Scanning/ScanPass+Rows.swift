import Findings
import Sheets

/// What becomes of a whole row: its cell of the sample, its weight, its identifier.
extension ScanPass {
  /// Judges a whole row: its unit and weight, its times; keeps it or leaves it out.
  @inline(__always)
  mutating func closeRow(_ record: Int) {
    if scanner.layout.hasTimes { scanner.checkTimes(start, end, record, &block.findings) }
    guard let cell = cellOfRow(record) else {
      block.leftOut += 1
      return
    }
    block.cellOfRow.append(cell)
    for word in packed { block.answers.append(word) }
    block.recordOfRow.append(UInt32(truncatingIfNeeded: record))
    if scanner.layout.hasIdentifier { keepIdentifier(record) }
  }

  @inline(__always)
  func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    var index = 0
    while index < a.count {
      if a[index] != b[index] { return false }
      index &+= 1
    }
    return true
  }

  @inline(__always)
  mutating func cellOfRow(_ record: Int) -> UInt32? {
    if let last, equal(last.cluster, cluster), equal(last.unit, unit), equal(last.stratum, stratum),
      equal(last.weight, weight)
    {
      // Without a cluster column every response is a sampling unit of its own, but they may share the cell.
      return last.cell
    }
    return newCell(record)
  }

  mutating func newCell(_ record: Int) -> UInt32? {
    let layout = scanner.layout
    var isAsWritten = true
    var index = scanner.units.find(unit)
    if index == nil {
      index = resolvedUnit(record)
      isAsWritten = false
    }
    var value = 1.0
    if layout.hasWeight {
      if let plain = DecimalText.double(weight) {
        value = plain
      } else {
        value = foldedWeight(record)
        isAsWritten = false
      }
    }
    if hasWide { isAsWritten = foldDesign(record) && isAsWritten }
    let isWeight = value > 0 && value <= ResponseScanner.largestWeight
    if !isWeight {
      block.findings.append(scanner.finding(.badWeight, record, column: layout.column(.weight), found: weight))
    }
    guard let index, isWeight else { return nil }
    key.removeAll(keepingCapacity: true)
    withUnsafeBytes(of: UInt32(index)) { key.append(contentsOf: $0) }
    withUnsafeBytes(of: value) { key.append(contentsOf: $0) }
    key.append(contentsOf: stratum)
    key.append(0)
    key.append(contentsOf: cluster)
    let (cell, isNew) = key.withUnsafeBufferPointer { block.keys.intern($0) }
    if isNew {
      block.cells.append(
        ResponseCell(
          unit: Int32(index), stratum: String(decoding: stratum, as: UTF8.self),
          cluster: layout.column(.cluster) == nil ? nil : String(decoding: cluster, as: UTF8.self), weight: value))
    }
    // Every row that was read in another writing is noted, so that none may take the short way.
    last = isAsWritten ? (unit, stratum, cluster, weight, UInt32(cell)) : nil
    return UInt32(cell)
  }

  /// The community of a text that is no code as written; what it was taken for, or that nobody knows it, is a finding.
  mutating func resolvedUnit(_ record: Int) -> Int? {
    let (resolved, hint) = scanner.resolve(unit, record)
    if let resolved {
      block.findings.append(resolved.finding)
      return resolved.index
    }
    if let hint { block.findings.append(hint) }
    block.findings.append(
      scanner.finding(.unknownCommunity, record, column: scanner.layout.column(.unit), found: unit))
    return nil
  }

  /// A weight in full-width digits or with separators of thousands; 0 for what is no number.
  mutating func foldedWeight(_ record: Int) -> Double {
    guard let number = NumberText(String(decoding: weight, as: UTF8.self)) else { return 0 }
    note(.weight, weight, record, number.code)
    return number.value
  }

  /// Stratum and sampling unit in narrow digits and without what nobody sees; false if that changed one.
  mutating func foldDesign(_ record: Int) -> Bool {
    let plainStratum = folded(stratum)
    let plainCluster = folded(cluster)
    if let plainStratum {
      note(.stratum, stratum, record, String(decoding: plainStratum, as: UTF8.self))
      stratum = plainStratum
    }
    if let plainCluster {
      note(.cluster, cluster, record, String(decoding: plainCluster, as: UTF8.self))
      cluster = plainCluster
    }
    return plainStratum == nil && plainCluster == nil
  }

  /// A code in narrow letters and digits without what nobody sees; nil if it is written so already.
  mutating func folded(_ text: Text) -> Text? {
    guard text.contains(where: { $0 >= 0x80 }) else { return nil }
    let plain = Array(String(decoding: text, as: UTF8.self).narrowed.trimmingBlanks.utf8)
    guard !text.elementsEqual(plain) else { return nil }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, plain.count))
    _ = buffer.initialize(fromContentsOf: plain)
    unescaped.append(buffer)
    return Text(rebasing: Text(buffer)[..<plain.count])
  }

  mutating func note(_ use: ResponseLayout.Use, _ text: Text, _ record: Int, _ plain: String) {
    let column = scanner.layout.column(use)
    block.findings.append(
      scanner.finding(
        .answerNormalised, record, column: column, found: text,
        details: [column.map { scanner.layout.header[$0 - 1] } ?? "", plain]))
  }

  mutating func keepIdentifier(_ record: Int) {
    if hasWide, let plain = folded(identifier) {
      note(.identifier, identifier, record, String(decoding: plain, as: UTF8.self))
      identifier = plain
    }
    guard !identifier.isEmpty else {
      block.findings.append(
        scanner.finding(.identifierMissing, record, column: scanner.layout.column(.identifier), found: nil))
      block.identifiers.append(.missing)
      return
    }
    let (prefix, digits, number) = IdentifierKey.split(identifier)
    // The prefix with the count of digits behind it; neighbouring rows mostly share both.
    if lastPrefix.text.last != digits || !equal(prefix, lastPrefix.text) {
      lastPrefix.text = Array(prefix) + [digits]
      lastPrefix.index = UInt32(lastPrefix.text.withUnsafeBufferPointer { block.prefixes.intern($0).index })
    }
    block.identifiers.append(IdentifierKey(prefix: lastPrefix.index, number: number))
  }

  /// Whether `prefix` is all but the last byte of `text`.
  @inline(__always)
  func equal(_ prefix: Text, _ text: [UInt8]) -> Bool {
    guard prefix.count + 1 == text.count else { return false }
    for index in prefix.indices where prefix[index] != text[index] { return false }
    return true
  }
}
