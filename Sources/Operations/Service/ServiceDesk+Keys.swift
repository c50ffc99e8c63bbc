public import Store

extension ServiceDesk {
  /// Takes an idempotency key for a request: gives nil if it is new, else what was answered, or is still being answered, before.
  public func takeKey(_ key: String, request: String) throws -> AnsweredRequest? {
    try store.takeKey(key, request: request, at: clock())
  }

  /// Keeps what a key's request was answered.
  public func answerKey(_ key: String, status: Int, headers: String, body: [UInt8]) throws {
    try store.answerKey(key, status: status, headers: headers, body: body)
  }

  /// Gives a key back whose request failed.
  public func dropKey(_ key: String) throws { try store.dropKey(key) }
}
