-- What the log said of itself, signed, at an occasion: a change of state, a proposal to publish, a publication. `seq` is the
-- event of the occasion, the last below the checkpoint.
CREATE TABLE checkpoint (
  competition_id UUID NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  seq            BIGINT NOT NULL,
  occasion       TEXT NOT NULL,
  size           BIGINT NOT NULL,
  note           TEXT NOT NULL,
  at             BIGINT NOT NULL,
  PRIMARY KEY (competition_id, seq)
);
CREATE INDEX audit_event_occasion ON audit_event (seq)
  WHERE action IN ('competition.transition', 'results.propose', 'results.publish', 'results.correct');

-- The result pack of a publication: what it says, written with the publication and never changed; and the file with its proofs,
-- as soon as the publication has its checkpoint. Not offered where the scores are not published.
CREATE TABLE result_pack (
  publication_id UUID NOT NULL PRIMARY KEY REFERENCES publication (id) ON DELETE CASCADE,
  competition_id UUID NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        BIGINT NOT NULL,
  content        TEXT NOT NULL,
  digest         TEXT NOT NULL,
  offered        BOOLEAN NOT NULL,
  file           TEXT,
  UNIQUE (competition_id, version)
);
CREATE TRIGGER checkpoint_is_append_only BEFORE UPDATE ON checkpoint FOR EACH ROW EXECUTE FUNCTION refuse('the log is append-only');
CREATE TRIGGER result_pack_stays BEFORE UPDATE ON result_pack FOR EACH ROW
WHEN (OLD.file IS NOT NULL OR NEW.content <> OLD.content OR NEW.digest <> OLD.digest OR NEW.offered <> OLD.offered)
EXECUTE FUNCTION refuse('a result pack stays as it is');
