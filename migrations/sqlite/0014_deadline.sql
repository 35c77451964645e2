-- A fix that is limited to the defect, one later deadline for one entry, and what was there when entries closed.

-- cure_parts: what may be changed while a defect is cured; NULL: all of it. late_until: a later deadline of this entry
-- alone, as long as it can be used. closed_by: the number of the close that holds it; NULL: open.
ALTER TABLE entry ADD COLUMN cure_parts TEXT;
ALTER TABLE entry ADD COLUMN late_until INTEGER;
ALTER TABLE entry ADD COLUMN closed_by INTEGER;
-- The frozen copy that was looked at.
ALTER TABLE eligibility_check ADD COLUMN snapshot_id BLOB REFERENCES snapshot (id) ON DELETE SET NULL;
CREATE INDEX eligibility_check_snapshot ON eligibility_check (snapshot_id);

-- Why an entry has a later deadline: one for each entry, and it stays.
CREATE TABLE deadline_exception (
  entry_id       BLOB    NOT NULL PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  until          INTEGER NOT NULL,
  reason         TEXT    NOT NULL,
  granted_by     BLOB    REFERENCES account (id) ON DELETE SET NULL,
  at             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_exception_competition ON deadline_exception (competition_id);

-- What was frozen at each close: document is the JSON whose SHA-256 is digest.
CREATE TABLE close_manifest (
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  number         INTEGER NOT NULL,
  cause          TEXT    NOT NULL CHECK (cause IN ('entries', 'screening')),
  count          INTEGER NOT NULL,
  digest         TEXT    NOT NULL,
  document       TEXT    NOT NULL,
  at             INTEGER NOT NULL,
  PRIMARY KEY (competition_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER close_manifest_is_frozen BEFORE UPDATE ON close_manifest
BEGIN SELECT RAISE(ABORT, 'a manifest is frozen'); END;

-- What was found in a file when it was read: the points of a picture, whether an archive has something to start. NULL: not
-- looked for.
ALTER TABLE attachment ADD COLUMN width INTEGER;
ALTER TABLE attachment ADD COLUMN height INTEGER;
ALTER TABLE attachment ADD COLUMN startable INTEGER;
