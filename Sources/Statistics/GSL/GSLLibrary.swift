import CGSL

/// The GNU Scientific Library as this room uses it.
///
/// GSL's default error handler aborts the process. It is switched off once, before the first call, and every status
/// becomes a `StatisticsError`: touch `GSLLibrary.ready` at the top of each function that calls GSL.
package enum GSLLibrary {
  /// Switches the aborting error handler off; evaluated once in the life of the process.
  static let ready: Void = { _ = gsl_set_error_handler_off() }()

  /// The version of the library that is linked, such as `2.7.1`.
  package static var version: String { String(cString: kaoping_gsl_version()) }

  /// Turns a GSL status into a typed error.
  ///
  /// - Throws: `.numerical` with GSL's own words if `status` is not success.
  static func check(_ status: Int32, in operation: String) throws(StatisticsError) {
    guard status != Int32(GSL_SUCCESS) else { return }
    throw .numerical("\(operation): \(String(cString: gsl_strerror(status)))")
  }
}
