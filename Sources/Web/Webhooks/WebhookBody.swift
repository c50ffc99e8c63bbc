import Foundation
import HTTPTypes
import Operations
import Reports
import Seals
import Store

/// What a webhook is sent: an event in the envelope of CloudEvents 1.0, signed as Standard Webhooks 1.0 describes.
struct WebhookBody: Hashable, Sendable {
  /// The bytes of the body.
  let bytes: [UInt8]
  /// The header fields.
  let headers: [(name: String, value: String)]

  /// The particulars of an event that leave the house. Names, reasons and digests stay.
  static let told: Set<String> = ["round", "event", "upload", "kind", "scope", "districts", "year"]

  /// The message as it is sent at a moment, in seconds since 1970.
  init(_ message: WebhookMessage, origin: String, at now: Int) {
    let event = message.event
    let particulars = event.details.filter { WebhookBody.told.contains($0.key) }
    self.init(
      "\(origin)/\(event.leaf)", "kaoping." + event.action, from: origin, happened: event.at,
      subject: event.details["round"] ?? "",
      data: ["leaf": JSONValue.integer(event.leaf), "action": .string(event.action)]
        .merging(particulars.mapValues(JSONValue.string)) { own, _ in own },
      secret: message.hook.secret, at: now)
  }

  /// A message that tells of nothing and only tries the way, of type `kaoping.webhook.trial`.
  init(trialOf hook: WebhookRecord, origin: String, at now: Int) {
    self.init(
      "\(origin)/trial-\(hook.id)-\(now)", "kaoping.webhook.trial", from: origin, happened: Service.moment(now),
      subject: "", data: [:], secret: hook.secret, at: now)
  }

  private init(
    _ id: String, _ type: String, from origin: String, happened: String, subject: String,
    data: [String: JSONValue], secret: [UInt8], at now: Int
  ) {
    bytes = JSONValue.object([
      "specversion": "1.0", "id": .string(id), "source": .string(origin), "type": .string(type),
      "time": .string(happened), "subject": .string(subject), "datacontenttype": "application/json",
      "data": .object(data),
    ]).bytes()
    let signed = Array("\(id).\(now).".utf8) + bytes
    let code = Data(MessageCode.of(signed, key: secret)).base64EncodedString()
    headers = [
      ("content-type", "application/cloudevents+json; charset=utf-8"), ("webhook-id", id),
      ("webhook-timestamp", String(now)), ("webhook-signature", "v1,\(code)"), ("user-agent", "kaoping-webhook/1"),
    ]
  }

  static func == (a: WebhookBody, b: WebhookBody) -> Bool {
    a.bytes == b.bytes && a.headers.elementsEqual(b.headers, by: ==)
  }
  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
