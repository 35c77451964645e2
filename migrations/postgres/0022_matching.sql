-- What an assignment looks at: of entries what they run on and what to be warned of, of panels what each entry needs an
-- expert of, of judges who is the chair.

-- Copies of what is in content, which stays the source; lists with `;`. What was written before has no warnings.
ALTER TABLE entry ADD COLUMN platforms TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN content_notes TEXT NOT NULL DEFAULT '';
UPDATE entry SET platforms = COALESCE((
  SELECT string_agg(value, ';' ORDER BY place)
  FROM json_array_elements_text(entry.content::json -> 'platforms') WITH ORDINALITY AS list (value, place)), '');

-- Of the organisers' list of expertise, what one judge of each entry should know. With `;`.
ALTER TABLE panel_settings ADD COLUMN required TEXT NOT NULL DEFAULT '';

ALTER TABLE judge ADD COLUMN chair BOOLEAN NOT NULL DEFAULT FALSE;
CREATE UNIQUE INDEX judge_chair ON judge (competition_id) WHERE chair;

-- Who leaves the panel, or goes on reserve, is its chair no more.
CREATE FUNCTION judge_chair_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.chair AND NOT (NEW.state IN ('accepted', 'ready') AND NEW.standing = 'member') THEN
    NEW.chair := FALSE;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER judge_chair_ends BEFORE UPDATE OF state, standing ON judge
FOR EACH ROW EXECUTE FUNCTION judge_chair_ends();
