-- Sample entries, which every judge scores before the real ones. Nothing of them is in entry, scorecard or score, so that
-- nothing which ranks, counts, exports or publishes these can meet a sample.
CREATE TABLE calibration (
  competition_id BLOB    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  required       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A copy: of a withdrawn entry it has what judges may read, and goes with the entry.
CREATE TABLE sample (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  track_id       BLOB    NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  entry_id       BLOB    REFERENCES entry (id) ON DELETE CASCADE,
  title          TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  play_url       TEXT    NOT NULL,
  video_url      TEXT    NOT NULL,
  created_at     INTEGER NOT NULL,
  UNIQUE (competition_id, entry_id)
) STRICT;
CREATE INDEX sample_track ON sample (track_id);
CREATE INDEX sample_entry ON sample (entry_id);

-- What organisers would say, with reasons.
CREATE TABLE sample_anchor (
  sample_id    BLOB    NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
  criterion_id BLOB    NOT NULL REFERENCES criterion (id) ON DELETE CASCADE,
  mark         INTEGER NOT NULL,
  reason       TEXT    NOT NULL,
  PRIMARY KEY (sample_id, criterion_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sample_anchor_criterion ON sample_anchor (criterion_id);

CREATE TABLE sample_scorecard (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  sample_id      BLOB    NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
  judge_id       BLOB    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  state          TEXT    NOT NULL CHECK (state IN ('draft', 'submitted')),
  note           TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  saved_at       INTEGER NOT NULL,
  submitted_at   INTEGER,
  UNIQUE (judge_id, sample_id)
) STRICT;
CREATE INDEX sample_scorecard_competition ON sample_scorecard (competition_id, state);
CREATE INDEX sample_scorecard_sample ON sample_scorecard (sample_id, state);

-- The rubric may still be made better by what samples show: what was said of a criterion goes with it.
CREATE TABLE sample_score (
  scorecard_id     BLOB    NOT NULL REFERENCES sample_scorecard (id) ON DELETE CASCADE,
  criterion_id     BLOB    NOT NULL REFERENCES criterion (id) ON DELETE CASCADE,
  mark             INTEGER,
  could_not_assess INTEGER NOT NULL,
  comment          TEXT    NOT NULL,
  PRIMARY KEY (scorecard_id, criterion_id),
  CHECK (mark IS NULL OR could_not_assess = 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX sample_score_criterion ON sample_score (criterion_id);

CREATE TRIGGER sample_score_on_the_scale_insert BEFORE INSERT ON sample_score
WHEN NEW.mark IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM criterion c WHERE c.id = NEW.criterion_id
  AND NEW.mark BETWEEN c.min_mark AND c.max_mark AND (NEW.mark - c.min_mark) % c.step = 0)
BEGIN SELECT RAISE(ABORT, 'a score off the scale'); END;
CREATE TRIGGER sample_score_on_the_scale_update BEFORE UPDATE ON sample_score
WHEN NEW.mark IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM criterion c WHERE c.id = NEW.criterion_id
  AND NEW.mark BETWEEN c.min_mark AND c.max_mark AND (NEW.mark - c.min_mark) % c.step = 0)
BEGIN SELECT RAISE(ABORT, 'a score off the scale'); END;

-- What is handed in stays: whoever has handed in may see what others said.
CREATE TRIGGER sample_scorecard_stays BEFORE UPDATE ON sample_scorecard WHEN OLD.state = 'submitted'
BEGIN SELECT RAISE(ABORT, 'a sample is scored once'); END;

-- On another scale old marks mean nothing.
CREATE TRIGGER sample_rescaled AFTER UPDATE OF min_mark, max_mark, step ON criterion
WHEN OLD.min_mark <> NEW.min_mark OR OLD.max_mark <> NEW.max_mark OR OLD.step <> NEW.step
BEGIN
  UPDATE sample_score SET mark = NULL WHERE criterion_id = NEW.id;
  DELETE FROM sample_anchor WHERE criterion_id = NEW.id;
END;
