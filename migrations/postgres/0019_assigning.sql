-- How ties between assignments are settled, so that everybody can check it; what organisers keep apart.

-- A number that nobody sees before assignments took effect by it. Its digest is public from the start.
CREATE TABLE assignment_seed (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       UUID    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  seed           TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  committed_at   BIGINT  NOT NULL,
  revealed_at    BIGINT
);
-- One at a time: whoever could choose among several could choose who judges what.
CREATE UNIQUE INDEX assignment_seed_hidden ON assignment_seed (round_id) WHERE revealed_at IS NULL;
CREATE INDEX assignment_seed_competition ON assignment_seed (competition_id);

-- By which number a run was made, and from what: whoever has both can run it again.
ALTER TABLE assignment_run ADD COLUMN seed_id UUID REFERENCES assignment_seed (id) ON DELETE CASCADE;
ALTER TABLE assignment_run ADD COLUMN basis TEXT NOT NULL DEFAULT '';

CREATE TABLE forbidden_pair (
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  reason         TEXT    NOT NULL,
  at             BIGINT  NOT NULL,
  PRIMARY KEY (judge_id, entry_id)
);
CREATE INDEX forbidden_pair_entry ON forbidden_pair (entry_id);
CREATE INDEX forbidden_pair_competition ON forbidden_pair (competition_id);
