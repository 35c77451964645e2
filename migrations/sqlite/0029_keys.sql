-- Keys by which judges get into what they judge: each is for one judge, and is handed out once. They are sealed with a key
-- that is not in the database; the fingerprint tells one key from another without opening them.
CREATE TABLE access_key (
  id             BLOB NOT NULL PRIMARY KEY,
  competition_id BLOB NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       BLOB NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  sealed         BLOB NOT NULL,
  fingerprint    BLOB NOT NULL,
  added_at       INTEGER NOT NULL,
  judge_id       BLOB REFERENCES judge (id) ON DELETE SET NULL,
  handed_at      INTEGER,
  broken_at      INTEGER,
  broken_words   TEXT NOT NULL DEFAULT '',
  UNIQUE (entry_id, fingerprint),
  CHECK (broken_at IS NULL OR handed_at IS NOT NULL)
) STRICT;
CREATE INDEX access_key_competition ON access_key (competition_id);
CREATE INDEX access_key_judge ON access_key (judge_id);
CREATE UNIQUE INDEX access_key_one_each ON access_key (entry_id, judge_id) WHERE judge_id IS NOT NULL AND broken_at IS NULL;

-- A key that was handed out is nobody else's, ever.
CREATE TRIGGER access_key_is_handed_out_once BEFORE UPDATE ON access_key
WHEN OLD.handed_at IS NOT NULL AND (NEW.handed_at IS NOT OLD.handed_at OR (NEW.judge_id IS NOT NULL AND NEW.judge_id IS NOT OLD.judge_id))
BEGIN SELECT RAISE(ABORT, 'the key was handed out'); END;
