-- Files of entries. The bytes are stored under their digest; a row is written after they are. A file that was frozen with
-- a submission stays, marked as removed, because judges go on seeing it.
CREATE TABLE attachment (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('screenshot', 'document', 'build')),
  name           TEXT    NOT NULL,
  alt            TEXT    NOT NULL,
  media_type     TEXT    NOT NULL,
  size           BIGINT  NOT NULL CHECK (size > 0),
  sha256         TEXT    NOT NULL,
  position       BIGINT  NOT NULL,
  frozen         BOOLEAN NOT NULL,
  removed_at     BIGINT,
  added_by       UUID    REFERENCES account (id) ON DELETE SET NULL,
  created_at     BIGINT  NOT NULL
);
CREATE INDEX attachment_entry ON attachment (entry_id);
CREATE INDEX attachment_sha256 ON attachment (sha256);

-- The list of files that was frozen, as JSON.
ALTER TABLE snapshot ADD COLUMN files TEXT NOT NULL DEFAULT '[]';
-- The most a build may have.
ALTER TABLE competition ADD COLUMN build_mebibytes BIGINT NOT NULL DEFAULT 200 CHECK (build_mebibytes BETWEEN 1 AND 2048);
