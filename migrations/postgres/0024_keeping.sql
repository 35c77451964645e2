-- A scorecard that came after its round had closed, as its form said it. It counts for nothing until an organiser accepts it.
CREATE TABLE late_scorecard (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       UUID    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  based_on       BIGINT  NOT NULL,
  handed_in      BOOLEAN NOT NULL,
  contents       TEXT    NOT NULL,
  digest         BYTEA   NOT NULL,
  claimed_at     BIGINT,
  received_at    BIGINT  NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('waiting', 'accepted', 'set_aside')),
  decided_at     BIGINT,
  reason         TEXT    NOT NULL,
  CHECK ((state = 'waiting') = (decided_at IS NULL)),
  UNIQUE (judge_id, entry_id, round_id, digest)
);
CREATE INDEX late_scorecard_competition ON late_scorecard (competition_id, state);
CREATE INDEX late_scorecard_entry ON late_scorecard (entry_id);

-- After the close a scorecard is written by one thing only: the moment in which an organiser accepts one that came late.
CREATE OR REPLACE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (TG_OP = 'INSERT' OR NEW.state <> 'void') AND EXISTS (
    SELECT 1 FROM round r WHERE r.id = NEW.round_id AND NEW.saved_at / 1000000 > r.closes_at / 1000000)
    AND NOT EXISTS (SELECT 1 FROM late_scorecard l WHERE l.judge_id = NEW.judge_id AND l.entry_id = NEW.entry_id
      AND l.round_id = NEW.round_id AND l.state = 'accepted' AND l.decided_at = NEW.saved_at) THEN
    RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- How many scorecards a judge's device had not sent when it was last heard.
CREATE TABLE unsent_work (
  judge_id UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  device   TEXT    NOT NULL,
  items    BIGINT  NOT NULL,
  heard_at BIGINT  NOT NULL,
  PRIMARY KEY (judge_id, device)
);
