-- The jury, its conflicts of interest, and who judges what.
CREATE TABLE judge (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  account_id     BLOB    REFERENCES account (id) ON DELETE SET NULL,
  key            TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  email          TEXT    NOT NULL,
  affiliation    TEXT    NOT NULL,
  field          TEXT    NOT NULL,
  languages      TEXT    NOT NULL,
  max_load       INTEGER CHECK (max_load IS NULL OR max_load >= 0),
  state          TEXT    NOT NULL CHECK (state IN ('invited', 'accepted', 'ready', 'declined', 'left')),
  created_at     INTEGER NOT NULL,
  UNIQUE (competition_id, key)
) STRICT;
CREATE UNIQUE INDEX judge_email ON judge (competition_id, email) WHERE email <> '';
CREATE UNIQUE INDEX judge_account ON judge (competition_id, account_id) WHERE account_id IS NOT NULL;

CREATE TABLE conflict (
  judge_id       BLOB    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('hard', 'soft')),
  reason         TEXT    NOT NULL,
  at             INTEGER NOT NULL,
  PRIMARY KEY (judge_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_entry ON conflict (entry_id);

CREATE TABLE assignment (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       BLOB    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  judge_id       BLOB    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  by_hand        INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  UNIQUE (judge_id, entry_id, round_id)
) STRICT;
CREATE INDEX assignment_entry ON assignment (entry_id);
CREATE INDEX assignment_competition ON assignment (competition_id);

CREATE TRIGGER assignment_against_conflict BEFORE INSERT ON assignment
WHEN EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id AND c.kind = 'hard')
BEGIN SELECT RAISE(ABORT, 'a conflict of interest bars this assignment'); END;

CREATE TABLE assignment_run (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       BLOB    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  proposal       TEXT    NOT NULL,
  made_at        INTEGER NOT NULL,
  applied_at     INTEGER
) STRICT;
CREATE INDEX assignment_run_competition ON assignment_run (competition_id);
