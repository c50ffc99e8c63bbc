extension Schema {
  /// What is kept in the place of files that identify people, and the way to tables that readers made of files. A table's bytes are an
  /// object under `parsed_tables.sha256`; `sent_files` remembers what was sent, for the receipt. Beside them what
  /// binds users to communities, from which recusals follow; the witnesses of the log, and the lines by which they have cosigned its heads.
  static let keptTables = """
    CREATE TABLE sent_files (
      id INTEGER PRIMARY KEY NOT NULL REFERENCES uploads, sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      bytes INTEGER NOT NULL CHECK (bytes >= 0)) STRICT;
    CREATE INDEX parsed_tables_sha256 ON parsed_tables (sha256);
    CREATE INDEX uploads_place ON uploads (round, kind, scope);
    CREATE TABLE user_ties (
      id TEXT PRIMARY KEY NOT NULL, user TEXT NOT NULL REFERENCES users, community INTEGER NOT NULL CHECK (community > 0),
      relation TEXT NOT NULL CHECK (relation <> ''), declared_at TEXT NOT NULL) STRICT;
    CREATE INDEX user_ties_user ON user_ties (user);
    CREATE TABLE witnesses (
      id TEXT PRIMARY KEY NOT NULL, holder TEXT NOT NULL, added_at TEXT NOT NULL) STRICT;
    CREATE TABLE cosignatures (
      id INTEGER PRIMARY KEY NOT NULL, size INTEGER NOT NULL REFERENCES tree_heads, witness TEXT NOT NULL REFERENCES witnesses,
      line TEXT NOT NULL, UNIQUE (size, witness)) STRICT;
    CREATE TRIGGER cosignatures_stand BEFORE UPDATE ON cosignatures
      BEGIN SELECT RAISE(ABORT, 'cosignatures are never changed'); END;
    CREATE TRIGGER cosignatures_stay BEFORE DELETE ON cosignatures
      BEGIN SELECT RAISE(ABORT, 'cosignatures are never removed'); END;
    """

  /// Numbers by which the log names kept files, and random bytes beside every plain digest of a file, so that the log cannot be searched
  /// by guessing. Rows from before have none.
  static let blinding = """
    ALTER TABLE objects ADD COLUMN ordinal INTEGER CHECK (ordinal > 0);
    CREATE UNIQUE INDEX objects_ordinal ON objects (ordinal);
    ALTER TABLE objects ADD COLUMN blinding TEXT CHECK (length(blinding) = 32);
    ALTER TABLE parsed_tables ADD COLUMN blinding TEXT CHECK (length(blinding) = 32);
    ALTER TABLE sent_files ADD COLUMN blinding TEXT CHECK (length(blinding) = 32);
    ALTER TABLE round_files ADD COLUMN blinding TEXT CHECK (length(blinding) = 32);
    """
}
