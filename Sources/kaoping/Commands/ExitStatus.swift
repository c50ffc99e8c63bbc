import ArgumentParser

/// The exit statuses of the contract; wrong usage (64) is ArgumentParser's own.
enum ExitStatus {
  /// A decision is needed that the program must not take by itself, such as a tie at the line.
  static let decisionNeeded = ExitCode(10)
  /// The input has faults of severity error.
  static let faultyInput = ExitCode(65)
  /// An input cannot be opened.
  static let cannotOpen = ExitCode(66)
  /// A fault of the program itself.
  static let internalFault = ExitCode(70)
  /// An output cannot be written.
  static let cannotWrite = ExitCode(73)
  /// Busy: try again.
  static let tryAgain = ExitCode(75)
  /// Not permitted.
  static let notPermitted = ExitCode(77)
}
