-- What judges say of entries.
CREATE TABLE scorecard (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       UUID    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  state          TEXT    NOT NULL CHECK (state IN ('draft', 'submitted', 'void')),
  note           TEXT    NOT NULL,
  version        BIGINT  NOT NULL,
  saved_at       BIGINT  NOT NULL,
  submitted_at   BIGINT,
  UNIQUE (judge_id, entry_id, round_id)
);
CREATE INDEX scorecard_competition ON scorecard (competition_id, state);
CREATE INDEX scorecard_entry ON scorecard (entry_id);

CREATE TABLE score (
  scorecard_id     UUID    NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
  criterion_id     UUID    NOT NULL REFERENCES criterion (id),
  mark             BIGINT,
  could_not_assess BOOLEAN NOT NULL,
  comment          TEXT    NOT NULL,
  PRIMARY KEY (scorecard_id, criterion_id),
  CHECK (mark IS NULL OR NOT could_not_assess)
);
CREATE INDEX score_criterion ON score (criterion_id);

CREATE FUNCTION refuse_off_scale() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.mark IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM criterion c WHERE c.id = NEW.criterion_id
    AND NEW.mark BETWEEN c.min_mark AND c.max_mark AND (NEW.mark - c.min_mark) % c.step = 0) THEN
    RAISE EXCEPTION 'a score off the scale' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER score_on_the_scale BEFORE INSERT OR UPDATE ON score FOR EACH ROW EXECUTE FUNCTION refuse_off_scale();

-- A scorecard is not written after its round has closed (whole seconds), nor against a conflict; voiding it is no such write.
CREATE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (TG_OP = 'INSERT' OR NEW.state <> 'void') AND EXISTS (
    SELECT 1 FROM round r WHERE r.id = NEW.round_id AND NEW.saved_at / 1000000 > r.closes_at / 1000000) THEN
    RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scorecard_in_time BEFORE INSERT OR UPDATE ON scorecard FOR EACH ROW EXECUTE FUNCTION refuse_late();
-- Holding the assignment makes a conflict that is being declared at this moment wait, or be waited for: its trigger takes
-- the assignment away first. Otherwise neither transaction would see the other, and the scorecard would go on counting.
CREATE FUNCTION refuse_conflict_of_scorecard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM 1 FROM assignment a WHERE a.judge_id = NEW.judge_id AND a.entry_id = NEW.entry_id FOR SHARE;
  IF EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id AND c.kind = 'hard') THEN
    RAISE EXCEPTION 'a conflict of interest bars this scorecard' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scorecard_against_conflict BEFORE INSERT ON scorecard FOR EACH ROW EXECUTE FUNCTION refuse_conflict_of_scorecard();

-- The rubric locks with the first submitted scorecard of its track.
CREATE FUNCTION refuse_locked_rubric() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM score s JOIN scorecard k ON k.id = s.scorecard_id JOIN criterion c ON c.id = s.criterion_id
             WHERE c.track_id = COALESCE(NEW.track_id, OLD.track_id) AND k.state = 'submitted') THEN
    RAISE EXCEPTION 'the rubric is locked' USING ERRCODE = 'check_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER rubric_locked BEFORE INSERT OR UPDATE OR DELETE ON criterion FOR EACH ROW EXECUTE FUNCTION refuse_locked_rubric();

-- A conflict declared late ends access at once: the assignment goes, the scorecard stays but counts no more.
CREATE FUNCTION void_conflicted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.kind = 'hard' THEN
    DELETE FROM assignment WHERE judge_id = NEW.judge_id AND entry_id = NEW.entry_id;
    UPDATE scorecard SET state = 'void' WHERE judge_id = NEW.judge_id AND entry_id = NEW.entry_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER conflict_voids AFTER INSERT OR UPDATE ON conflict FOR EACH ROW EXECUTE FUNCTION void_conflicted();
