extension Schema {
  /// Paper questionnaires that two people type: where each batch stands, who typed, what differed and who decided.
  static let paper = """
    CREATE TABLE paper_batches (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 64), round TEXT NOT NULL REFERENCES rounds,
      stage TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 0), upload INTEGER REFERENCES uploads,
      state TEXT NOT NULL CHECK (json_valid(state))) STRICT;
    CREATE INDEX paper_batches_round ON paper_batches (round);
    CREATE INDEX paper_batches_upload ON paper_batches (upload);
    CREATE TRIGGER paper_batches_stay BEFORE DELETE ON paper_batches
      BEGIN SELECT RAISE(ABORT, 'batches are given up, never removed'); END;
    """
}
