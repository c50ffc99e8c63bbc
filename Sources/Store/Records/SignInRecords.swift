import GRDB

extension EvaluationStore {
  /// Notes a try to sign in under each key and says how many there were under each since then, this one included.
  public func noteTry(_ keys: [(key: String, since: Int)], at now: Int) throws -> [Int] {
    try keepHouse { db in
      try keys.map { key, since in
        try db.execute(sql: "INSERT INTO sign_in_tries (key, at) VALUES (?, ?)", arguments: [key, now])
        return try Int.fetchOne(
          db, sql: "SELECT count(*) FROM sign_in_tries WHERE key = ? AND at > ?", arguments: [key, since]) ?? 0
      }
    }
  }

  /// The tries under a key since then.
  public func tries(_ key: String, since: Int) throws -> Int {
    try read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM sign_in_tries WHERE key = ? AND at > ?", arguments: [key, since])
        ?? 0
    }
  }

  /// Forgets the tries under a key, or all that are older.
  public func forgetTries(_ key: String? = nil, before: Int = 0) throws {
    try keepHouse {
      try $0.execute(sql: "DELETE FROM sign_in_tries WHERE key = ? OR at < ?", arguments: [key, before])
    }
  }

  /// Remembers a device from which a user has signed in, by the digest of its secret.
  public func remember(device: String, of user: String, at now: Int) throws {
    try keepHouse {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO known_devices (id, user, made) VALUES (?, ?, ?)", arguments: [device, user, now])
    }
  }

  /// Whether a user has signed in from a device.
  public func knows(device: String, of user: String) throws -> Bool {
    try read {
      try Bool.fetchOne(
        $0, sql: "SELECT 1 FROM known_devices WHERE id = ? AND user = ?", arguments: [device, user]) ?? false
    }
  }

  /// Forgets the devices of a user: after a reset they prove nothing.
  public func forgetDevices(of user: String) throws {
    try keepHouse { try $0.execute(sql: "DELETE FROM known_devices WHERE user = ?", arguments: [user]) }
  }

  /// Notes when a user's password was changed.
  public func notePasswordChange(of user: String, at now: Int) throws {
    try keepHouse {
      try $0.execute(sql: "INSERT OR REPLACE INTO password_days (user, changed) VALUES (?, ?)", arguments: [user, now])
    }
  }

  /// When a user's password was last changed; nil if never.
  public func passwordChange(of user: String) throws -> Int? {
    try read { try Int.fetchOne($0, sql: "SELECT changed FROM password_days WHERE user = ?", arguments: [user]) }
  }
}
