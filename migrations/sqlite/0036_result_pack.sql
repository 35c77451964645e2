-- What the log said of itself, signed, at an occasion: a change of state, a proposal to publish, a publication. `seq` is the
-- event of the occasion, the last below the checkpoint.
CREATE TABLE checkpoint (
  competition_id BLOB NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  seq            INTEGER NOT NULL,
  occasion       TEXT NOT NULL,
  size           INTEGER NOT NULL,
  note           TEXT NOT NULL,
  at             INTEGER NOT NULL,
  PRIMARY KEY (competition_id, seq)
) STRICT;
CREATE INDEX audit_event_occasion ON audit_event (seq)
  WHERE action IN ('competition.transition', 'results.propose', 'results.publish', 'results.correct');

-- The result pack of a publication: what it says, written with the publication and never changed; and the file with its proofs,
-- as soon as the publication has its checkpoint. Not offered where the scores are not published.
CREATE TABLE result_pack (
  publication_id BLOB NOT NULL PRIMARY KEY REFERENCES publication (id) ON DELETE CASCADE,
  competition_id BLOB NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        INTEGER NOT NULL,
  content        TEXT NOT NULL,
  digest         TEXT NOT NULL,
  offered        INTEGER NOT NULL,
  file           TEXT,
  UNIQUE (competition_id, version)
) STRICT;
CREATE TRIGGER checkpoint_is_append_only BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER result_pack_stays BEFORE UPDATE ON result_pack
WHEN OLD.file IS NOT NULL OR NEW.content <> OLD.content OR NEW.digest <> OLD.digest OR NEW.offered <> OLD.offered
BEGIN SELECT RAISE(ABORT, 'a result pack stays as it is'); END;
