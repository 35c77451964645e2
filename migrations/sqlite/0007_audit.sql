-- Who did what to what, when. Append-only: the one change allowed is to erase a payload and its salt, whose
-- digest stays (trust.md I-02, I-04, G-10). seq says in which order rows were written, a seal which rows are final.
CREATE TABLE audit_event (
  seq            INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at             INTEGER NOT NULL,
  competition_id BLOB,
  actor          BLOB,
  action         TEXT    NOT NULL,
  subject        TEXT    NOT NULL,
  payload        TEXT,
  salt           BLOB,
  payload_digest BLOB    NOT NULL,
  digest         BLOB    NOT NULL
) STRICT;
CREATE INDEX audit_event_competition ON audit_event (competition_id, seq);
CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE ON audit_event
WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.seq IS NOT OLD.seq OR NEW.at IS NOT OLD.at
  OR NEW.competition_id IS NOT OLD.competition_id OR NEW.actor IS NOT OLD.actor OR NEW.action IS NOT OLD.action
  OR NEW.subject IS NOT OLD.subject OR NEW.payload_digest IS NOT OLD.payload_digest OR NEW.digest IS NOT OLD.digest
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
CREATE TRIGGER audit_event_stays BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;

-- Each seal fixes the number and contents of the events in its range and the seal before it.
CREATE TABLE audit_seal (
  id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  first_seq INTEGER NOT NULL,
  last_seq  INTEGER NOT NULL,
  count     INTEGER NOT NULL,
  digest    BLOB    NOT NULL,
  previous  BLOB    NOT NULL UNIQUE,
  seal      BLOB    NOT NULL UNIQUE,
  at        INTEGER NOT NULL
) STRICT;
CREATE TRIGGER audit_seal_is_append_only BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
CREATE TRIGGER audit_seal_stays BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
