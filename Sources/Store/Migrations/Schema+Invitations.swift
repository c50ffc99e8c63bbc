extension Schema {
  /// Invitations to the questionnaire page, and the answers that came. Nothing leads from an answer to its invitation: neither a column
  /// nor the order of rows, which are kept by random keys. An invitation keeps only the digest of its code and where in the sample it
  /// belongs; who received it is not known here.
  static let invitations = """
    CREATE TABLE invitation_batches (
      id INTEGER PRIMARY KEY NOT NULL, round TEXT NOT NULL REFERENCES rounds, scope TEXT NOT NULL, until TEXT NOT NULL,
      invitations INTEGER NOT NULL CHECK (invitations > 0), made_at TEXT NOT NULL, made_by TEXT NOT NULL,
      is_void INTEGER NOT NULL CHECK (is_void IN (0, 1))) STRICT;
    CREATE INDEX invitation_batches_round ON invitation_batches (round);
    CREATE TABLE invitations (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64), batch INTEGER NOT NULL REFERENCES invitation_batches,
      design TEXT NOT NULL CHECK (json_valid(design)), is_used INTEGER NOT NULL CHECK (is_used IN (0, 1)))
      STRICT, WITHOUT ROWID;
    CREATE INDEX invitations_batch ON invitations (batch);
    CREATE TABLE online_answers (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 32), round TEXT NOT NULL REFERENCES rounds, scope TEXT NOT NULL,
      answers TEXT NOT NULL CHECK (json_valid(answers))) STRICT, WITHOUT ROWID;
    CREATE INDEX online_answers_round ON online_answers (round, scope);
    """
}
