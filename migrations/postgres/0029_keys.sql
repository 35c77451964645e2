-- Keys by which judges get into what they judge: each is for one judge, and is handed out once. They are sealed with a key
-- that is not in the database; the fingerprint tells one key from another without opening them.
CREATE TABLE access_key (
  id             UUID NOT NULL PRIMARY KEY,
  competition_id UUID NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       UUID NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  sealed         BYTEA NOT NULL,
  fingerprint    BYTEA NOT NULL,
  added_at       BIGINT NOT NULL,
  judge_id       UUID REFERENCES judge (id) ON DELETE SET NULL,
  handed_at      BIGINT,
  broken_at      BIGINT,
  broken_words   TEXT NOT NULL DEFAULT '',
  UNIQUE (entry_id, fingerprint),
  CHECK (broken_at IS NULL OR handed_at IS NOT NULL)
);
CREATE INDEX access_key_competition ON access_key (competition_id);
CREATE INDEX access_key_judge ON access_key (judge_id);
CREATE UNIQUE INDEX access_key_one_each ON access_key (entry_id, judge_id) WHERE judge_id IS NOT NULL AND broken_at IS NULL;

-- A key that was handed out is nobody else's, ever.
CREATE FUNCTION refuse_handing_out_again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.handed_at IS NOT NULL AND (NEW.handed_at IS DISTINCT FROM OLD.handed_at
    OR (NEW.judge_id IS NOT NULL AND NEW.judge_id IS DISTINCT FROM OLD.judge_id)) THEN
    RAISE EXCEPTION 'the key was handed out' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER access_key_is_handed_out_once BEFORE UPDATE ON access_key FOR EACH ROW EXECUTE FUNCTION refuse_handing_out_again();
