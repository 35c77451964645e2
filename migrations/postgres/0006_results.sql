-- Votes that settle ties, awards that were given, and what was published.
CREATE TABLE tie_vote (
  entry_id       UUID    NOT NULL PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  votes          BIGINT  NOT NULL CHECK (votes >= 0),
  reason         TEXT    NOT NULL,
  at             BIGINT  NOT NULL
);
CREATE INDEX tie_vote_competition ON tie_vote (competition_id);

CREATE TABLE given_award (
  award_id       UUID    NOT NULL REFERENCES award (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  reason         TEXT    NOT NULL,
  at             BIGINT  NOT NULL,
  PRIMARY KEY (award_id, entry_id)
);
CREATE INDEX given_award_competition ON given_award (competition_id);

-- The page of results as it was approved, whole, in one row.
CREATE TABLE publication (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        BIGINT  NOT NULL,
  document       TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  published_at   BIGINT  NOT NULL,
  UNIQUE (competition_id, version)
);
CREATE TRIGGER publication_is_frozen BEFORE UPDATE ON publication FOR EACH ROW EXECUTE FUNCTION refuse('a publication is frozen');
