-- How a competition ranks: what organisers choose (JSON), and what is sealed of it before judging. The seed of a lottery is
-- secret until results are out; its digest is in the sealed text.
ALTER TABLE competition ADD COLUMN ranking_rules TEXT NOT NULL DEFAULT
  '{"method":{"kind":"mean","decimals":null,"judge_noise":false,"disconnected":"refuse"},"judge_preference":true,"panel_vote":true,"lottery":false}';

CREATE TABLE sealed_method (
  competition_id BLOB    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  text           TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  lottery_seed   BLOB,
  sealed_at      INTEGER NOT NULL
) STRICT;
CREATE TRIGGER sealed_method_is_frozen BEFORE UPDATE ON sealed_method BEGIN SELECT RAISE(ABORT, 'a sealed method is frozen'); END;
CREATE TRIGGER sealed_rules BEFORE UPDATE OF ranking_rules ON competition
WHEN NEW.ranking_rules <> OLD.ranking_rules AND EXISTS (SELECT 1 FROM sealed_method s WHERE s.competition_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the method is sealed'); END;
CREATE TRIGGER sealed_rubric BEFORE UPDATE ON criterion
WHEN (NEW.key, NEW.weight, NEW.min_mark, NEW.max_mark, NEW.step) IS NOT (OLD.key, OLD.weight, OLD.min_mark, OLD.max_mark, OLD.step)
 AND EXISTS (SELECT 1 FROM sealed_method s WHERE s.competition_id = NEW.competition_id)
BEGIN SELECT RAISE(ABORT, 'the rubric is sealed'); END;
CREATE TRIGGER sealed_rubric_insert BEFORE INSERT ON criterion
WHEN EXISTS (SELECT 1 FROM sealed_method s WHERE s.competition_id = NEW.competition_id)
BEGIN SELECT RAISE(ABORT, 'the rubric is sealed'); END;
