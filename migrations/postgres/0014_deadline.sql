-- A fix that is limited to the defect, one later deadline for one entry, and what was there when entries closed.

-- cure_parts: what may be changed while a defect is cured; NULL: all of it. late_until: a later deadline of this entry
-- alone, as long as it can be used. closed_by: the number of the close that holds it; NULL: open.
ALTER TABLE entry ADD COLUMN cure_parts TEXT;
ALTER TABLE entry ADD COLUMN late_until BIGINT;
ALTER TABLE entry ADD COLUMN closed_by BIGINT;
-- The frozen copy that was looked at.
ALTER TABLE eligibility_check ADD COLUMN snapshot_id UUID REFERENCES snapshot (id) ON DELETE SET NULL;
CREATE INDEX eligibility_check_snapshot ON eligibility_check (snapshot_id);

-- Why an entry has a later deadline: one for each entry, and it stays.
CREATE TABLE deadline_exception (
  entry_id       UUID    NOT NULL PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  until          BIGINT  NOT NULL,
  reason         TEXT    NOT NULL,
  granted_by     UUID    REFERENCES account (id) ON DELETE SET NULL,
  at             BIGINT  NOT NULL
);
CREATE INDEX deadline_exception_competition ON deadline_exception (competition_id);

-- What was frozen at each close: document is the JSON whose SHA-256 is digest.
CREATE TABLE close_manifest (
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  number         BIGINT  NOT NULL,
  cause          TEXT    NOT NULL CHECK (cause IN ('entries', 'screening')),
  count          BIGINT  NOT NULL,
  digest         TEXT    NOT NULL,
  document       TEXT    NOT NULL,
  at             BIGINT  NOT NULL,
  PRIMARY KEY (competition_id, number)
);
CREATE TRIGGER close_manifest_is_frozen BEFORE UPDATE ON close_manifest FOR EACH ROW EXECUTE FUNCTION refuse('a manifest is frozen');

-- What was found in a file when it was read: the points of a picture, whether an archive has something to start. NULL: not
-- looked for.
ALTER TABLE attachment ADD COLUMN width BIGINT;
ALTER TABLE attachment ADD COLUMN height BIGINT;
ALTER TABLE attachment ADD COLUMN startable BOOLEAN;
