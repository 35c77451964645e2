-- What takes two organisers, and what nobody does any more. How many places of a track are published as its shortlist; nought
-- without one. Beside it publish_depth says 'winners', so that a server of the release before shows less, never more.
ALTER TABLE competition ADD COLUMN shortlist_places BIGINT NOT NULL DEFAULT 0 CHECK (shortlist_places BETWEEN 0 AND 99);

-- A phase that is over is opened again by a proposal that another organiser confirmed, and that is not done with.
CREATE FUNCTION refuse_reopening_by_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF strpos('setup open screening judging deliberation published', NEW.state)
     < strpos('setup open screening judging deliberation published', OLD.state)
   AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.competition_id = NEW.id AND p.kind = 'reopen' AND p.outcome IS NULL
                   AND p.confirmed_at IS NOT NULL AND p.payload LIKE '%"to":"' || NEW.state || '"%') THEN
    RAISE EXCEPTION 'reopening takes two organisers' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reopened_by_two BEFORE UPDATE OF state ON competition FOR EACH ROW EXECUTE FUNCTION refuse_reopening_by_one();

-- What was handed in stays, and so does a criterion that was sealed. Only a whole competition can go, with all that is in it.
CREATE FUNCTION refuse_deleted_scorecard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state <> 'draft' AND EXISTS (SELECT 1 FROM competition c WHERE c.id = OLD.competition_id) THEN
    RAISE EXCEPTION 'a scorecard that was handed in stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER scorecard_stays BEFORE DELETE ON scorecard FOR EACH ROW EXECUTE FUNCTION refuse_deleted_scorecard();
CREATE FUNCTION refuse_deleted_score() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM scorecard k JOIN competition c ON c.id = k.competition_id
             WHERE k.id = OLD.scorecard_id AND k.state <> 'draft') THEN
    RAISE EXCEPTION 'a scorecard that was handed in stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER score_stays BEFORE DELETE ON score FOR EACH ROW EXECUTE FUNCTION refuse_deleted_score();
CREATE FUNCTION refuse_deleted_criterion() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM sealed_method s JOIN competition c ON c.id = s.competition_id
             WHERE s.competition_id = OLD.competition_id) THEN
    RAISE EXCEPTION 'the rubric is sealed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER sealed_rubric_delete BEFORE DELETE ON criterion FOR EACH ROW EXECUTE FUNCTION refuse_deleted_criterion();
