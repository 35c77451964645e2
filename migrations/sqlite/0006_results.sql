-- Votes that settle ties, awards that were given, and what was published.
CREATE TABLE tie_vote (
  entry_id       BLOB    NOT NULL PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  votes          INTEGER NOT NULL CHECK (votes >= 0),
  reason         TEXT    NOT NULL,
  at             INTEGER NOT NULL
) STRICT;
CREATE INDEX tie_vote_competition ON tie_vote (competition_id);

CREATE TABLE given_award (
  award_id       BLOB    NOT NULL REFERENCES award (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  reason         TEXT    NOT NULL,
  at             INTEGER NOT NULL,
  PRIMARY KEY (award_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX given_award_competition ON given_award (competition_id);

-- The page of results as it was approved, whole, in one row.
CREATE TABLE publication (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        INTEGER NOT NULL,
  document       TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  published_at   INTEGER NOT NULL,
  UNIQUE (competition_id, version)
) STRICT;
CREATE TRIGGER publication_is_frozen BEFORE UPDATE ON publication BEGIN SELECT RAISE(ABORT, 'a publication is frozen'); END;
