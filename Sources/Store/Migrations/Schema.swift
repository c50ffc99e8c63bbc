import GRDB

/// The database's structure as a sequence of steps that only ever grows: a step that was shipped is never edited.
enum Schema {
  /// The steps in their order.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-round") { db in
      try db.execute(sql: tables)
      try db.execute(sql: evidence)
      try db.execute(sql: log)
    }
    migrator.registerMigration("2-service") { db in try db.execute(sql: service) }
    migrator.registerMigration("3-programs") { db in try db.execute(sql: programs) }
    migrator.registerMigration("4-evidence") { db in try db.execute(sql: keptTables) }
    migrator.registerMigration("5-reviewing") { db in try db.execute(sql: reviewing) }
    migrator.registerMigration("6-invitations") { db in try db.execute(sql: invitations) }
    migrator.registerMigration("7-paper") { db in try db.execute(sql: paper) }
    migrator.registerMigration("8-blinding") { db in try db.execute(sql: blinding) }
    return migrator
  }

  /// Structure of the register, the calendar, the users and the rounds.
  private static let tables = """
    CREATE TABLE meta (id TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
    CREATE TABLE users (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
      display TEXT NOT NULL, grants TEXT NOT NULL CHECK (json_valid(grants)),
      code_sha256 TEXT, password TEXT, is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
      changed_at TEXT NOT NULL) STRICT;
    CREATE TABLE calendar_years (
      id INTEGER PRIMARY KEY NOT NULL, documents TEXT NOT NULL CHECK (json_valid(documents)),
      days TEXT NOT NULL CHECK (json_valid(days))) STRICT;
    CREATE TABLE register_changes (
      id INTEGER PRIMARY KEY NOT NULL, kind TEXT NOT NULL, effective TEXT NOT NULL,
      document TEXT NOT NULL CHECK (document <> ''), before TEXT NOT NULL CHECK (json_valid(before)),
      after TEXT NOT NULL CHECK (json_valid(after))) STRICT;
    CREATE TABLE register_periods (
      id INTEGER PRIMARY KEY NOT NULL, community INTEGER NOT NULL CHECK (community > 0),
      valid_from TEXT NOT NULL, valid_until TEXT CHECK (valid_until > valid_from),
      code TEXT NOT NULL CHECK (code <> ''), name TEXT NOT NULL CHECK (name <> ''), street TEXT NOT NULL,
      district TEXT NOT NULL CHECK (district <> ''), district_name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('community', 'village', 'joint')), area_class TEXT NOT NULL,
      households INTEGER CHECK (households >= 0),
      filing TEXT NOT NULL CHECK (filing IN ('preparing', 'unfiled', 'filed')),
      document TEXT NOT NULL, UNIQUE (community, valid_from)) STRICT;
    CREATE INDEX register_periods_code ON register_periods (code);
    CREATE TABLE rounds (
      id TEXT PRIMARY KEY NOT NULL, year INTEGER NOT NULL, title TEXT NOT NULL, phase TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 0), last_day TEXT NOT NULL,
      state TEXT NOT NULL CHECK (json_valid(state))) STRICT;
    CREATE TABLE round_events (
      id INTEGER PRIMARY KEY NOT NULL, round TEXT NOT NULL REFERENCES rounds, number INTEGER NOT NULL,
      action TEXT NOT NULL, body TEXT NOT NULL CHECK (json_valid(body)), UNIQUE (round, number)) STRICT;
    CREATE TRIGGER round_events_stand BEFORE UPDATE ON round_events
      BEGIN SELECT RAISE(ABORT, 'events of a round are never changed'); END;
    CREATE TRIGGER round_events_stay BEFORE DELETE ON round_events
      BEGIN SELECT RAISE(ABORT, 'events of a round are never removed'); END;
    """

  /// Structure of uploads, results and publications.
  private static let evidence = """
    CREATE TABLE objects (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64), bytes INTEGER NOT NULL CHECK (bytes >= 0),
      stored_bytes INTEGER NOT NULL CHECK (stored_bytes > 0)) STRICT;
    CREATE TABLE uploads (
      id INTEGER PRIMARY KEY NOT NULL, round TEXT NOT NULL REFERENCES rounds, kind TEXT NOT NULL, scope TEXT NOT NULL,
      name TEXT NOT NULL, object TEXT REFERENCES objects, bytes INTEGER NOT NULL, salt TEXT,
      commitment TEXT NOT NULL CHECK (length(commitment) = 64), rows INTEGER, leaf INTEGER NOT NULL,
      received_at TEXT NOT NULL, received_by TEXT NOT NULL,
      supersedes INTEGER UNIQUE REFERENCES uploads, purged_at TEXT,
      CHECK ((object IS NULL) = (purged_at IS NOT NULL)), CHECK ((salt IS NULL) = (purged_at IS NOT NULL))) STRICT;
    CREATE INDEX uploads_round ON uploads (round);
    CREATE INDEX uploads_object ON uploads (object);
    CREATE TRIGGER uploads_stay BEFORE DELETE ON uploads
      BEGIN SELECT RAISE(ABORT, 'uploads are superseded or purged, never removed'); END;
    CREATE TABLE parsed_tables (
      id INTEGER PRIMARY KEY NOT NULL, upload INTEGER NOT NULL REFERENCES uploads, version INTEGER NOT NULL,
      reader TEXT NOT NULL, columns TEXT NOT NULL CHECK (json_valid(columns)), rows INTEGER NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64), UNIQUE (upload, version)) STRICT;
    CREATE INDEX parsed_tables_upload ON parsed_tables (upload);
    CREATE TABLE round_files (
      id INTEGER PRIMARY KEY NOT NULL, round TEXT NOT NULL REFERENCES rounds, folder TEXT NOT NULL, name TEXT NOT NULL,
      version INTEGER NOT NULL, object TEXT NOT NULL REFERENCES objects, UNIQUE (round, folder, name, version)) STRICT;
    CREATE INDEX round_files_object ON round_files (object);
    CREATE TABLE idempotency_keys (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 200), request TEXT NOT NULL,
      leaf INTEGER NOT NULL) STRICT;
    CREATE TABLE sealed_contacts (
      id TEXT PRIMARY KEY NOT NULL, round TEXT NOT NULL REFERENCES rounds, salt TEXT NOT NULL,
      body TEXT NOT NULL) STRICT;
    CREATE TABLE publications (
      id INTEGER PRIMARY KEY NOT NULL, round TEXT NOT NULL REFERENCES rounds, kind TEXT NOT NULL,
      published_at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE TRIGGER publications_stand BEFORE UPDATE ON publications
      BEGIN SELECT RAISE(ABORT, 'publications are never changed'); END;
    CREATE TRIGGER publications_stay BEFORE DELETE ON publications
      BEGIN SELECT RAISE(ABORT, 'publications are never removed'); END;
    """

  /// Structure of the audit log. Its words about people are names, not references: it outlives the users' table.
  private static let log = """
    CREATE TABLE audit_events (
      id INTEGER PRIMARY KEY NOT NULL CHECK (id >= 0), body TEXT NOT NULL CHECK (json_valid(body)),
      actor TEXT AS (json_extract(body, '$.actor')) VIRTUAL, action TEXT AS (json_extract(body, '$.action')) VIRTUAL)
      STRICT;
    CREATE INDEX audit_events_actor ON audit_events (actor);
    CREATE INDEX audit_events_action ON audit_events (action);
    CREATE TRIGGER audit_events_grow BEFORE INSERT ON audit_events
      WHEN NEW.id <> (SELECT coalesce(max(id), -1) + 1 FROM audit_events)
      BEGIN SELECT RAISE(ABORT, 'the audit log has no gaps'); END;
    CREATE TRIGGER audit_events_stand BEFORE UPDATE ON audit_events
      BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
    CREATE TRIGGER audit_events_stay BEFORE DELETE ON audit_events
      BEGIN SELECT RAISE(ABORT, 'nothing is removed from the audit log'); END;
    CREATE TABLE audit_nodes (
      level INTEGER NOT NULL, place INTEGER NOT NULL, root BLOB NOT NULL CHECK (length(root) = 32),
      PRIMARY KEY (level, place)) STRICT, WITHOUT ROWID;
    CREATE TRIGGER audit_nodes_stand BEFORE UPDATE ON audit_nodes
      BEGIN SELECT RAISE(ABORT, 'the audit tree is never changed'); END;
    CREATE TRIGGER audit_nodes_stay BEFORE DELETE ON audit_nodes
      BEGIN SELECT RAISE(ABORT, 'nothing is removed from the audit tree'); END;
    CREATE TABLE tree_heads (id INTEGER PRIMARY KEY NOT NULL, text TEXT NOT NULL) STRICT;
    CREATE TRIGGER tree_heads_stand BEFORE UPDATE ON tree_heads
      BEGIN SELECT RAISE(ABORT, 'tree heads are never changed'); END;
    CREATE TRIGGER tree_heads_stay BEFORE DELETE ON tree_heads
      BEGIN SELECT RAISE(ABORT, 'tree heads are never removed'); END;
    """
}
