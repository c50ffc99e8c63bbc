import Findings
import HTTPTypes
import Hummingbird

/// The cookies of the service. Under HTTPS their names begin with `__Host-`, so that no other host of the domain can set them.
struct ServiceCookies: Sendable {
  private let isEncrypted: Bool

  init(isEncrypted: Bool) { self.isEncrypted = isEncrypted }

  /// The cookie of the session.
  var session: String { isEncrypted ? "__Host-session" : "session" }
  /// The cookie by which a device is known again.
  var device: String { isEncrypted ? "__Host-device" : "device" }
  /// The cookie that belongs to a form of somebody who is not signed in.
  var form: String { isEncrypted ? "__Host-form" : "form" }

  /// The cookie of the language.
  var language: String { isEncrypted ? "__Host-language" : "language" }

  /// A cookie that no script can read and no other site sends.
  func make(_ name: String, _ value: String, seconds: Int?) -> Cookie {
    Cookie(
      name: name, value: value, maxAge: seconds, path: "/", secure: isEncrypted, httpOnly: true, sameSite: .strict)
  }

  /// The cookie that remembers the language for a year; links from elsewhere may bring it.
  func language(_ language: Language) -> Cookie {
    Cookie(
      name: self.language, value: language.rawValue, maxAge: 31_536_000, path: "/", secure: isEncrypted, httpOnly: true,
      sameSite: .lax)
  }

  /// A cookie that takes another away.
  func end(_ name: String) -> Cookie { make(name, "", seconds: 0) }
}
