extension Schema {
  /// What the web service keeps beside the round: who is signed in, uploads on their way, points not yet submitted. None of it is
  /// evidence and the audit log does not cover it; whatever of it counts is written through a change.
  static let service = """
    CREATE TABLE sessions (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64), user TEXT NOT NULL REFERENCES users, acting_as TEXT NOT NULL,
      form_token TEXT NOT NULL, agent TEXT NOT NULL, opened INTEGER NOT NULL, seen INTEGER NOT NULL,
      proved INTEGER NOT NULL) STRICT;
    CREATE INDEX sessions_user ON sessions (user);
    CREATE TABLE access_tokens (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64), user TEXT NOT NULL REFERENCES users, acting_as TEXT NOT NULL,
      name TEXT NOT NULL, is_read_only INTEGER NOT NULL CHECK (is_read_only IN (0, 1)), made INTEGER NOT NULL,
      expires INTEGER NOT NULL) STRICT;
    CREATE INDEX access_tokens_user ON access_tokens (user);
    CREATE TABLE sign_in_tries (id INTEGER PRIMARY KEY, key TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
    CREATE INDEX sign_in_tries_key ON sign_in_tries (key, at);
    CREATE TABLE known_devices (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64), user TEXT NOT NULL REFERENCES users, made INTEGER NOT NULL) STRICT;
    CREATE TABLE password_days (user TEXT PRIMARY KEY NOT NULL REFERENCES users, changed INTEGER NOT NULL) STRICT;
    CREATE TABLE incoming (
      id TEXT PRIMARY KEY NOT NULL, user TEXT NOT NULL REFERENCES users, round TEXT NOT NULL, kind TEXT NOT NULL,
      scope TEXT NOT NULL, name TEXT NOT NULL, length INTEGER NOT NULL, made INTEGER NOT NULL, sha256 TEXT,
      preview TEXT CHECK (preview IS NULL OR json_valid(preview))) STRICT;
    CREATE INDEX incoming_user ON incoming (user);
    CREATE TABLE drafts (
      user TEXT NOT NULL REFERENCES users, round TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
      version INTEGER NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (user, round, field)) STRICT, WITHOUT ROWID;
    CREATE TABLE answered_requests (
      id TEXT PRIMARY KEY NOT NULL, request TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER, headers TEXT, body BLOB) STRICT;
    """
}
