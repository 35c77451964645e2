-- What one organiser alone may not do: one proposes, another confirms. At most one proposal of a kind waits at a time. A
-- publication may be confirmed to come out later (release_at); it has an outcome when it is done with.
CREATE TABLE proposal (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('publish', 'method', 'reopen')),
  payload        TEXT    NOT NULL,
  reason         TEXT    NOT NULL,
  release_at     INTEGER,
  proposed_by    BLOB    REFERENCES account (id) ON DELETE SET NULL,
  proposed_at    INTEGER NOT NULL,
  confirmed_by   BLOB    REFERENCES account (id) ON DELETE SET NULL,
  confirmed_at   INTEGER,
  names          TEXT    NOT NULL DEFAULT '',
  outcome        TEXT    CHECK (outcome IN ('done', 'withdrawn', 'outdated')),
  ended_at       INTEGER,
  CHECK ((outcome IS NULL) = (ended_at IS NULL)),
  CHECK (outcome IS NULL OR outcome <> 'done' OR confirmed_at IS NOT NULL),
  CHECK (proposed_by IS NULL OR confirmed_by IS NULL OR proposed_by <> confirmed_by)
) STRICT;
CREATE UNIQUE INDEX proposal_waiting ON proposal (competition_id, kind) WHERE outcome IS NULL;
CREATE INDEX proposal_release ON proposal (release_at) WHERE outcome IS NULL AND confirmed_at IS NOT NULL;

-- Why there is a further version, and what two organisers confirmed; nothing of the latter for one that was brought in.
ALTER TABLE publication ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE publication ADD COLUMN proposal_id BLOB REFERENCES proposal (id);
CREATE TRIGGER publication_by_two BEFORE INSERT ON publication
WHEN NEW.proposal_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM proposal p WHERE p.id = NEW.proposal_id AND p.competition_id = NEW.competition_id AND p.kind = 'publish'
  AND p.confirmed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a publication takes two organisers'); END;
