extension Schema {
  /// Who is to mark which indicators of which communities. The marks themselves are drafts until they are submitted; then they are
  /// uploads like any other.
  static let reviewing = """
    CREATE TABLE review_grids (
      id INTEGER PRIMARY KEY NOT NULL, round TEXT NOT NULL REFERENCES rounds, reviewer TEXT NOT NULL REFERENCES users,
      scope TEXT NOT NULL, indicators TEXT NOT NULL CHECK (json_valid(indicators)),
      communities TEXT NOT NULL CHECK (json_valid(communities)), due TEXT,
      state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'returned', 'withdrawn')), reason TEXT NOT NULL,
      taken_over_from INTEGER REFERENCES review_grids) STRICT;
    CREATE INDEX review_grids_round ON review_grids (round);
    CREATE INDEX review_grids_reviewer ON review_grids (reviewer);
    """
}
