extension Schema {
  /// What the service keeps for programs: what an access token reaches, long jobs, and who is told of events. The audit log does not
  /// cover it.
  static let programs = """
    ALTER TABLE access_tokens ADD COLUMN scopes TEXT NOT NULL DEFAULT '';
    CREATE TABLE jobs (
      id TEXT PRIMARY KEY NOT NULL, user TEXT NOT NULL REFERENCES users, acting_as TEXT NOT NULL, kind TEXT NOT NULL,
      round TEXT NOT NULL, districts TEXT NOT NULL, reason TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
      outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)), made INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT;
    CREATE INDEX jobs_user ON jobs (user);
    CREATE TABLE webhooks (
      id TEXT PRIMARY KEY NOT NULL, user TEXT NOT NULL REFERENCES users, acting_as TEXT NOT NULL, url TEXT NOT NULL,
      secret BLOB NOT NULL CHECK (length(secret) = 32), actions TEXT NOT NULL, next_leaf INTEGER NOT NULL CHECK (next_leaf >= 0),
      failures INTEGER NOT NULL, failing_since INTEGER, resume_at INTEGER NOT NULL, is_paused INTEGER NOT NULL
      CHECK (is_paused IN (0, 1)), last_status INTEGER, made INTEGER NOT NULL) STRICT;
    """
}
