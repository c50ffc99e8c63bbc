/// Reads one worksheet and hands on each row that holds anything.
///
/// The work is done by a `WorksheetScan`, behind a pointer for the reason that `XMLElementHandler.Control` gives.
final class WorksheetHandler: XMLElementHandler {
  private let scan: UnsafeMutablePointer<WorksheetScan>

  /// A handler that feeds `scan`.
  init(_ scan: WorksheetScan) {
    self.scan = .allocate(capacity: 1)
    self.scan.initialize(to: scan)
    super.init()
  }

  deinit {
    scan.deinitialize(count: 1)
    scan.deallocate()
  }

  /// What the worksheet shows beside its rows.
  var outcome: WorksheetScan.Outcome { scan.pointee.outcome }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if !scan.pointee.start(name, attributes) { stop() }
  }

  override func end(_ name: XMLName) {
    if !scan.pointee.end(name) { stop() }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if !scan.pointee.text(bytes) { stop() }
  }

  private func stop() {
    if let refusal = scan.pointee.refusal { refuse(refusal) } else { finish() }
  }
}
