-- Sample entries, which every judge scores before the real ones. Nothing of them is in entry, scorecard or score, so that
-- nothing which ranks, counts, exports or publishes these can meet a sample.
CREATE TABLE calibration (
  competition_id UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  required       BOOLEAN NOT NULL
);

-- A copy: of a withdrawn entry it has what judges may read, and goes with the entry.
CREATE TABLE sample (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  track_id       UUID    NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  entry_id       UUID    REFERENCES entry (id) ON DELETE CASCADE,
  title          TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  play_url       TEXT    NOT NULL,
  video_url      TEXT    NOT NULL,
  created_at     BIGINT  NOT NULL,
  UNIQUE (competition_id, entry_id)
);
CREATE INDEX sample_track ON sample (track_id);
CREATE INDEX sample_entry ON sample (entry_id);

-- What organisers would say, with reasons.
CREATE TABLE sample_anchor (
  sample_id    UUID    NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
  criterion_id UUID    NOT NULL REFERENCES criterion (id) ON DELETE CASCADE,
  mark         BIGINT  NOT NULL,
  reason       TEXT    NOT NULL,
  PRIMARY KEY (sample_id, criterion_id)
);
CREATE INDEX sample_anchor_criterion ON sample_anchor (criterion_id);

CREATE TABLE sample_scorecard (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  sample_id      UUID    NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  state          TEXT    NOT NULL CHECK (state IN ('draft', 'submitted')),
  note           TEXT    NOT NULL,
  version        BIGINT  NOT NULL,
  saved_at       BIGINT  NOT NULL,
  submitted_at   BIGINT,
  UNIQUE (judge_id, sample_id)
);
CREATE INDEX sample_scorecard_competition ON sample_scorecard (competition_id, state);
CREATE INDEX sample_scorecard_sample ON sample_scorecard (sample_id, state);

-- The rubric may still be made better by what samples show: what was said of a criterion goes with it.
CREATE TABLE sample_score (
  scorecard_id     UUID    NOT NULL REFERENCES sample_scorecard (id) ON DELETE CASCADE,
  criterion_id     UUID    NOT NULL REFERENCES criterion (id) ON DELETE CASCADE,
  mark             BIGINT,
  could_not_assess BOOLEAN NOT NULL,
  comment          TEXT    NOT NULL,
  PRIMARY KEY (scorecard_id, criterion_id),
  CHECK (mark IS NULL OR NOT could_not_assess)
);
CREATE INDEX sample_score_criterion ON sample_score (criterion_id);

CREATE TRIGGER sample_score_on_the_scale BEFORE INSERT OR UPDATE ON sample_score FOR EACH ROW EXECUTE FUNCTION refuse_off_scale();

-- What is handed in stays: whoever has handed in may see what others said.
CREATE FUNCTION refuse_sample_again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'a sample is scored once' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER sample_scorecard_stays BEFORE UPDATE ON sample_scorecard FOR EACH ROW WHEN (OLD.state = 'submitted')
  EXECUTE FUNCTION refuse_sample_again();

-- On another scale old marks mean nothing.
CREATE FUNCTION empty_sample_marks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE sample_score SET mark = NULL WHERE criterion_id = NEW.id;
  DELETE FROM sample_anchor WHERE criterion_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER sample_rescaled AFTER UPDATE ON criterion FOR EACH ROW
  WHEN (OLD.min_mark <> NEW.min_mark OR OLD.max_mark <> NEW.max_mark OR OLD.step <> NEW.step)
  EXECUTE FUNCTION empty_sample_marks();
