-- What takes two organisers, and what nobody does any more. How many places of a track are published as its shortlist; nought
-- without one. Beside it publish_depth says 'winners', so that a server of the release before shows less, never more.
ALTER TABLE competition ADD COLUMN shortlist_places INTEGER NOT NULL DEFAULT 0 CHECK (shortlist_places BETWEEN 0 AND 99);

-- A phase that is over is opened again by a proposal that another organiser confirmed, and that is not done with.
CREATE TRIGGER reopened_by_two BEFORE UPDATE OF state ON competition
WHEN instr('setup open screening judging deliberation published', NEW.state)
   < instr('setup open screening judging deliberation published', OLD.state)
 AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.competition_id = NEW.id AND p.kind = 'reopen' AND p.outcome IS NULL
                 AND p.confirmed_at IS NOT NULL AND p.payload LIKE '%"to":"' || NEW.state || '"%')
BEGIN SELECT RAISE(ABORT, 'reopening takes two organisers'); END;

-- What was handed in stays, and so does a criterion that was sealed. Only a whole competition can go, with all that is in it.
CREATE TRIGGER scorecard_stays BEFORE DELETE ON scorecard
WHEN OLD.state <> 'draft' AND EXISTS (SELECT 1 FROM competition c WHERE c.id = OLD.competition_id)
BEGIN SELECT RAISE(ABORT, 'a scorecard that was handed in stays'); END;
CREATE TRIGGER score_stays BEFORE DELETE ON score
WHEN EXISTS (SELECT 1 FROM scorecard k JOIN competition c ON c.id = k.competition_id
             WHERE k.id = OLD.scorecard_id AND k.state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'a scorecard that was handed in stays'); END;
CREATE TRIGGER sealed_rubric_delete BEFORE DELETE ON criterion
WHEN EXISTS (SELECT 1 FROM sealed_method s JOIN competition c ON c.id = s.competition_id WHERE s.competition_id = OLD.competition_id)
BEGIN SELECT RAISE(ABORT, 'the rubric is sealed'); END;
