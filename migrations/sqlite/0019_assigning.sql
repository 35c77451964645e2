-- How ties between assignments are settled, so that everybody can check it; what organisers keep apart.

-- A number that nobody sees before assignments took effect by it. Its digest is public from the start.
CREATE TABLE assignment_seed (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       BLOB    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  seed           TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  committed_at   INTEGER NOT NULL,
  revealed_at    INTEGER
) STRICT;
-- One at a time: whoever could choose among several could choose who judges what.
CREATE UNIQUE INDEX assignment_seed_hidden ON assignment_seed (round_id) WHERE revealed_at IS NULL;
CREATE INDEX assignment_seed_competition ON assignment_seed (competition_id);

-- By which number a run was made, and from what: whoever has both can run it again.
ALTER TABLE assignment_run ADD COLUMN seed_id BLOB REFERENCES assignment_seed (id) ON DELETE CASCADE;
ALTER TABLE assignment_run ADD COLUMN basis TEXT NOT NULL DEFAULT '';

CREATE TABLE forbidden_pair (
  judge_id       BLOB    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  reason         TEXT    NOT NULL,
  at             INTEGER NOT NULL,
  PRIMARY KEY (judge_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX forbidden_pair_entry ON forbidden_pair (entry_id);
CREATE INDEX forbidden_pair_competition ON forbidden_pair (competition_id);
