-- What judges say of entries.
CREATE TABLE scorecard (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       BLOB    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  judge_id       BLOB    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  state          TEXT    NOT NULL CHECK (state IN ('draft', 'submitted', 'void')),
  note           TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  saved_at       INTEGER NOT NULL,
  submitted_at   INTEGER,
  UNIQUE (judge_id, entry_id, round_id)
) STRICT;
CREATE INDEX scorecard_competition ON scorecard (competition_id, state);
CREATE INDEX scorecard_entry ON scorecard (entry_id);

CREATE TABLE score (
  scorecard_id     BLOB    NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
  criterion_id     BLOB    NOT NULL REFERENCES criterion (id),
  mark             INTEGER,
  could_not_assess INTEGER NOT NULL,
  comment          TEXT    NOT NULL,
  PRIMARY KEY (scorecard_id, criterion_id),
  CHECK (mark IS NULL OR could_not_assess = 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_criterion ON score (criterion_id);

CREATE TRIGGER score_on_the_scale_insert BEFORE INSERT ON score
WHEN NEW.mark IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM criterion c WHERE c.id = NEW.criterion_id
  AND NEW.mark BETWEEN c.min_mark AND c.max_mark AND (NEW.mark - c.min_mark) % c.step = 0)
BEGIN SELECT RAISE(ABORT, 'a score off the scale'); END;
CREATE TRIGGER score_on_the_scale_update BEFORE UPDATE ON score
WHEN NEW.mark IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM criterion c WHERE c.id = NEW.criterion_id
  AND NEW.mark BETWEEN c.min_mark AND c.max_mark AND (NEW.mark - c.min_mark) % c.step = 0)
BEGIN SELECT RAISE(ABORT, 'a score off the scale'); END;

-- A scorecard is not written after its round has closed (whole seconds), nor against a conflict; voiding it is no such write.
CREATE TRIGGER scorecard_in_time_insert BEFORE INSERT ON scorecard
WHEN EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND NEW.saved_at / 1000000 > r.closes_at / 1000000)
BEGIN SELECT RAISE(ABORT, 'the round is closed'); END;
CREATE TRIGGER scorecard_in_time_update BEFORE UPDATE ON scorecard
WHEN NEW.state <> 'void' AND EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND NEW.saved_at / 1000000 > r.closes_at / 1000000)
BEGIN SELECT RAISE(ABORT, 'the round is closed'); END;
CREATE TRIGGER scorecard_against_conflict BEFORE INSERT ON scorecard
WHEN EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id AND c.kind = 'hard')
BEGIN SELECT RAISE(ABORT, 'a conflict of interest bars this scorecard'); END;

-- The rubric locks with the first submitted scorecard of its track.
CREATE TRIGGER rubric_locked_update BEFORE UPDATE ON criterion
WHEN EXISTS (SELECT 1 FROM score s JOIN scorecard k ON k.id = s.scorecard_id JOIN criterion c ON c.id = s.criterion_id
             WHERE c.track_id = OLD.track_id AND k.state = 'submitted')
BEGIN SELECT RAISE(ABORT, 'the rubric is locked'); END;
CREATE TRIGGER rubric_locked_delete BEFORE DELETE ON criterion
WHEN EXISTS (SELECT 1 FROM score s JOIN scorecard k ON k.id = s.scorecard_id JOIN criterion c ON c.id = s.criterion_id
             WHERE c.track_id = OLD.track_id AND k.state = 'submitted')
BEGIN SELECT RAISE(ABORT, 'the rubric is locked'); END;
CREATE TRIGGER rubric_locked_insert BEFORE INSERT ON criterion
WHEN EXISTS (SELECT 1 FROM score s JOIN scorecard k ON k.id = s.scorecard_id JOIN criterion c ON c.id = s.criterion_id
             WHERE c.track_id = NEW.track_id AND k.state = 'submitted')
BEGIN SELECT RAISE(ABORT, 'the rubric is locked'); END;

-- A conflict declared late ends access at once: the assignment goes, the scorecard stays but counts no more.
CREATE TRIGGER conflict_voids_insert AFTER INSERT ON conflict WHEN NEW.kind = 'hard' BEGIN
  DELETE FROM assignment WHERE judge_id = NEW.judge_id AND entry_id = NEW.entry_id;
  UPDATE scorecard SET state = 'void' WHERE judge_id = NEW.judge_id AND entry_id = NEW.entry_id;
END;
CREATE TRIGGER conflict_voids_update AFTER UPDATE ON conflict WHEN NEW.kind = 'hard' BEGIN
  DELETE FROM assignment WHERE judge_id = NEW.judge_id AND entry_id = NEW.entry_id;
  UPDATE scorecard SET state = 'void' WHERE judge_id = NEW.judge_id AND entry_id = NEW.entry_id;
END;
