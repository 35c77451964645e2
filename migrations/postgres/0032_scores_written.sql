-- What a scorecard costs to write. Its scores were entered in a second index, in six places of it, that only the rubric's lock
-- read; the lock finds them through the scorecards of the competition.
DROP INDEX score_criterion;

CREATE OR REPLACE FUNCTION refuse_locked_rubric() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM track t JOIN scorecard k ON k.competition_id = t.competition_id AND k.state = 'submitted'
             JOIN score s ON s.scorecard_id = k.id JOIN criterion c ON c.id = s.criterion_id
             WHERE t.id = COALESCE(NEW.track_id, OLD.track_id) AND c.track_id = t.id) THEN
    RAISE EXCEPTION 'the rubric is locked' USING ERRCODE = 'check_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;

-- Whether an assignment is there and stays until the transaction ends: whoever takes it away at this moment waits, or was waited
-- for. SQLite, which has one writer, answers with a function of the program.
CREATE FUNCTION hold_assignment(held UUID) RETURNS BOOLEAN LANGUAGE plpgsql AS $$ BEGIN
  PERFORM 1 FROM assignment a WHERE a.id = held FOR SHARE;
  RETURN FOUND;
END $$;

-- What a scorecard is refused for, asked in one place. Holding the assignment makes a conflict that is being declared at this
-- moment wait, or be waited for: its trigger takes the assignment away first.
-- A save is an insert that becomes an update of the row that is there: the first is let through by what the second has to keep.
CREATE FUNCTION refuse_scorecard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM 1 FROM assignment a WHERE a.judge_id = NEW.judge_id AND a.entry_id = NEW.entry_id FOR SHARE;
  IF EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id AND c.kind = 'hard') THEN
    RAISE EXCEPTION 'a conflict of interest bars this scorecard' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND NEW.saved_at / 1000000 > r.closes_at / 1000000)
    AND NOT EXISTS (SELECT 1 FROM late_scorecard l WHERE l.judge_id = NEW.judge_id AND l.entry_id = NEW.entry_id
      AND l.round_id = NEW.round_id AND l.state = 'accepted' AND l.decided_at = NEW.saved_at)
    AND NOT EXISTS (SELECT 1 FROM scorecard_revision v JOIN scorecard k ON k.id = v.scorecard_id
      WHERE k.judge_id = NEW.judge_id AND k.entry_id = NEW.entry_id AND k.round_id = NEW.round_id AND v.at = NEW.saved_at
      AND v.from_version = NEW.version - 1) THEN
    RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER scorecard_against_conflict ON scorecard;
DROP FUNCTION refuse_conflict_of_scorecard;
DROP TRIGGER scorecard_in_time ON scorecard;
CREATE TRIGGER scorecard_refused BEFORE INSERT ON scorecard FOR EACH ROW EXECUTE FUNCTION refuse_scorecard();
CREATE OR REPLACE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state <> 'void' AND EXISTS (
    SELECT 1 FROM round r WHERE r.id = NEW.round_id AND NEW.saved_at / 1000000 > r.closes_at / 1000000)
    AND NOT EXISTS (SELECT 1 FROM late_scorecard l WHERE l.judge_id = NEW.judge_id AND l.entry_id = NEW.entry_id
      AND l.round_id = NEW.round_id AND l.state = 'accepted' AND l.decided_at = NEW.saved_at)
    AND NOT EXISTS (SELECT 1 FROM scorecard_revision v WHERE v.scorecard_id = NEW.id AND v.at = NEW.saved_at
      AND v.from_version = OLD.version AND NEW.version = OLD.version + 1 AND OLD.state = 'submitted' AND NEW.state = 'submitted') THEN
    RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scorecard_in_time BEFORE UPDATE ON scorecard FOR EACH ROW EXECUTE FUNCTION refuse_late();

-- New scores come six at a time: whether they are on the scale is asked once for all of a statement.
DROP TRIGGER score_on_the_scale ON score;
CREATE FUNCTION refuse_scores_off_scale() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (
    SELECT 1 FROM written s LEFT JOIN criterion c ON c.id = s.criterion_id
    AND s.mark BETWEEN c.min_mark AND c.max_mark AND (s.mark - c.min_mark) % c.step = 0
    WHERE s.mark IS NOT NULL AND c.id IS NULL) THEN
    RAISE EXCEPTION 'a score off the scale' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER score_on_the_scale_insert AFTER INSERT ON score REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION refuse_scores_off_scale();
CREATE TRIGGER score_on_the_scale_update BEFORE UPDATE ON score FOR EACH ROW EXECUTE FUNCTION refuse_off_scale();
