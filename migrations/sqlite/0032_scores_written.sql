-- What a scorecard costs to write. Its scores were entered in a second index, in six places of it, that only the rubric's lock
-- read; the lock finds them through the scorecards of the competition.
DROP TRIGGER rubric_locked_update;
DROP TRIGGER rubric_locked_delete;
DROP TRIGGER rubric_locked_insert;
DROP INDEX score_criterion;

CREATE TRIGGER rubric_locked_update BEFORE UPDATE ON criterion
WHEN EXISTS (SELECT 1 FROM track t JOIN scorecard k ON k.competition_id = t.competition_id AND k.state = 'submitted'
             JOIN score s ON s.scorecard_id = k.id JOIN criterion c ON c.id = s.criterion_id
             WHERE t.id = OLD.track_id AND c.track_id = t.id)
BEGIN SELECT RAISE(ABORT, 'the rubric is locked'); END;
CREATE TRIGGER rubric_locked_delete BEFORE DELETE ON criterion
WHEN EXISTS (SELECT 1 FROM track t JOIN scorecard k ON k.competition_id = t.competition_id AND k.state = 'submitted'
             JOIN score s ON s.scorecard_id = k.id JOIN criterion c ON c.id = s.criterion_id
             WHERE t.id = OLD.track_id AND c.track_id = t.id)
BEGIN SELECT RAISE(ABORT, 'the rubric is locked'); END;
CREATE TRIGGER rubric_locked_insert BEFORE INSERT ON criterion
WHEN EXISTS (SELECT 1 FROM track t JOIN scorecard k ON k.competition_id = t.competition_id AND k.state = 'submitted'
             JOIN score s ON s.scorecard_id = k.id JOIN criterion c ON c.id = s.criterion_id
             WHERE t.id = NEW.track_id AND c.track_id = t.id)
BEGIN SELECT RAISE(ABORT, 'the rubric is locked'); END;
