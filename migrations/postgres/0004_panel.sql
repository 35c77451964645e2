-- The jury, its conflicts of interest, and who judges what.
CREATE TABLE judge (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  account_id     UUID    REFERENCES account (id) ON DELETE SET NULL,
  key            TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  email          TEXT    NOT NULL,
  affiliation    TEXT    NOT NULL,
  field          TEXT    NOT NULL,
  languages      TEXT    NOT NULL,
  max_load       BIGINT  CHECK (max_load IS NULL OR max_load >= 0),
  state          TEXT    NOT NULL CHECK (state IN ('invited', 'accepted', 'ready', 'declined', 'left')),
  created_at     BIGINT  NOT NULL,
  UNIQUE (competition_id, key)
);
CREATE UNIQUE INDEX judge_email ON judge (competition_id, email) WHERE email <> '';
CREATE UNIQUE INDEX judge_account ON judge (competition_id, account_id) WHERE account_id IS NOT NULL;

CREATE TABLE conflict (
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('hard', 'soft')),
  reason         TEXT    NOT NULL,
  at             BIGINT  NOT NULL,
  PRIMARY KEY (judge_id, entry_id)
);
CREATE INDEX conflict_entry ON conflict (entry_id);

CREATE TABLE assignment (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       UUID    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  by_hand        BOOLEAN NOT NULL,
  created_at     BIGINT  NOT NULL,
  UNIQUE (judge_id, entry_id, round_id)
);
CREATE INDEX assignment_entry ON assignment (entry_id);
CREATE INDEX assignment_competition ON assignment (competition_id);

CREATE TABLE assignment_run (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       UUID    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  proposal       TEXT    NOT NULL,
  made_at        BIGINT  NOT NULL,
  applied_at     BIGINT
);
CREATE INDEX assignment_run_competition ON assignment_run (competition_id);

CREATE FUNCTION refuse_conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id AND c.kind = 'hard') THEN
    RAISE EXCEPTION 'a conflict of interest bars this' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignment_against_conflict BEFORE INSERT ON assignment FOR EACH ROW EXECUTE FUNCTION refuse_conflict();
