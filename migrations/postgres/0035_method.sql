-- How a competition ranks: what organisers choose (JSON), and what is sealed of it before judging. The seed of a lottery is
-- secret until results are out; its digest is in the sealed text.
ALTER TABLE competition ADD COLUMN ranking_rules TEXT NOT NULL DEFAULT
  '{"method":{"kind":"mean","decimals":null,"judge_noise":false,"disconnected":"refuse"},"judge_preference":true,"panel_vote":true,"lottery":false}';

CREATE TABLE sealed_method (
  competition_id UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  text           TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  lottery_seed   BYTEA,
  sealed_at      BIGINT  NOT NULL
);
CREATE TRIGGER sealed_method_is_frozen BEFORE UPDATE ON sealed_method FOR EACH ROW EXECUTE FUNCTION refuse('a sealed method is frozen');
CREATE FUNCTION refuse_sealed_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.ranking_rules <> OLD.ranking_rules AND EXISTS (SELECT 1 FROM sealed_method s WHERE s.competition_id = NEW.id) THEN
    RAISE EXCEPTION 'the method is sealed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sealed_rules BEFORE UPDATE OF ranking_rules ON competition FOR EACH ROW EXECUTE FUNCTION refuse_sealed_rules();
CREATE FUNCTION refuse_sealed_rubric() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM sealed_method s WHERE s.competition_id = NEW.competition_id) AND (TG_OP = 'INSERT'
    OR (NEW.key, NEW.weight, NEW.min_mark, NEW.max_mark, NEW.step)
      IS DISTINCT FROM (OLD.key, OLD.weight, OLD.min_mark, OLD.max_mark, OLD.step)) THEN
    RAISE EXCEPTION 'the rubric is sealed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sealed_rubric BEFORE INSERT OR UPDATE ON criterion FOR EACH ROW EXECUTE FUNCTION refuse_sealed_rubric();
