import CExpat

/// Takes the elements of a document as they come; each part of a workbook has its own.
class XMLElementHandler {
  /// What the parser's callbacks look at with every tag. It lies behind a pointer because a class's own properties are checked
  /// for overlapping access each time, which with millions of tags costs as much as the parsing.
  struct Control {
    /// Whether the parser has to stop.
    var isStopped = false
    /// Elements that are open.
    var depth = 0
    /// Whether `depth` went beyond all use.
    var isTooDeep = false
    /// Whether there was a document type declaration.
    var hasDocumentType = false
    /// The parser.
    var parser: XML_Parser?
    /// The handler that this belongs to.
    unowned(unsafe) var handler: XMLElementHandler?
  }

  let control: UnsafeMutablePointer<Control>
  /// Why the rest of the document is not wanted.
  private(set) var refusal: FileRefusal?

  init() {
    control = .allocate(capacity: 1)
    control.initialize(to: Control())
    control.pointee.handler = self
  }

  deinit {
    control.deinitialize(count: 1)
    control.deallocate()
  }

  /// Stops the parser; the file is refused.
  final func refuse(_ refusal: FileRefusal) {
    if self.refusal == nil { self.refusal = refusal }
    control.pointee.isStopped = true
  }

  /// Stops the parser; the rest of the document is not needed.
  final func finish() { control.pointee.isStopped = true }

  /// An element begins.
  func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  /// An element ends.
  func end(_ name: XMLName) {}
  /// Text between the tags; one text may come in several pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
