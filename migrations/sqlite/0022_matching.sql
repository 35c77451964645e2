-- What an assignment looks at: of entries what they run on and what to be warned of, of panels what each entry needs an
-- expert of, of judges who is the chair.

-- Copies of what is in content, which stays the source; lists with `;`. What was written before has no warnings.
ALTER TABLE entry ADD COLUMN platforms TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN content_notes TEXT NOT NULL DEFAULT '';
UPDATE entry SET platforms = COALESCE((SELECT group_concat(value, ';') FROM json_each(entry.content, '$.platforms')), '');

-- Of the organisers' list of expertise, what one judge of each entry should know. With `;`.
ALTER TABLE panel_settings ADD COLUMN required TEXT NOT NULL DEFAULT '';

ALTER TABLE judge ADD COLUMN chair INTEGER NOT NULL DEFAULT 0 CHECK (chair IN (0, 1));
CREATE UNIQUE INDEX judge_chair ON judge (competition_id) WHERE chair = 1;

-- Who leaves the panel, or goes on reserve, is its chair no more.
CREATE TRIGGER judge_chair_ends AFTER UPDATE OF state, standing ON judge
WHEN NEW.chair = 1 AND NOT (NEW.state IN ('accepted', 'ready') AND NEW.standing = 'member')
BEGIN
  UPDATE judge SET chair = 0 WHERE id = NEW.id;
END;
