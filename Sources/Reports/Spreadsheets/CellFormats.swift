import CXLSXWriter

/// What cells look like in the workbooks that people fill in; it makes further formats of the same workbook.
struct CellFormats {
  /// The sheet's title.
  let title: UnsafeMutablePointer<lxw_format>?
  /// A column's heading.
  let header: UnsafeMutablePointer<lxw_format>?
  /// Text over several lines.
  let prose: UnsafeMutablePointer<lxw_format>?

  private let workbook: UnsafeMutablePointer<lxw_workbook>

  /// The formats of `workbook`, which frees them.
  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    self.workbook = workbook
    title = CellFormats.make(workbook) {
      format_set_bold($0)
      format_set_font_size($0, 14)
    }
    header = CellFormats.make(workbook) { CellFormats.head($0, 0xE8EDF3) }
    prose = CellFormats.make(workbook) {
      format_set_text_wrap($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
  }

  /// Another format.
  func make(_ change: (UnsafeMutablePointer<lxw_format>?) -> Void) -> UnsafeMutablePointer<lxw_format>? {
    CellFormats.make(workbook, change)
  }

  /// A heading on another ground.
  func header(colour: lxw_color_t) -> UnsafeMutablePointer<lxw_format>? { make { CellFormats.head($0, colour) } }

  private static func make(
    _ workbook: UnsafeMutablePointer<lxw_workbook>, _ change: (UnsafeMutablePointer<lxw_format>?) -> Void
  ) -> UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(workbook)
    change(format)
    return format
  }

  private static func head(_ format: UnsafeMutablePointer<lxw_format>?, _ colour: lxw_color_t) {
    format_set_bold(format)
    format_set_text_wrap(format)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    format_set_bg_color(format, colour)
    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
  }
}
