-- What is said in the log of a competition so that it can be shown later, behind a salt that nobody guesses: a scorecard
-- that was handed in, without the judge's name.
CREATE TABLE log_statement (
  seq            BIGINT NOT NULL PRIMARY KEY,
  competition_id UUID NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  subject        UUID NOT NULL,
  body           TEXT NOT NULL,
  salt           BYTEA NOT NULL,
  leaf           BYTEA NOT NULL
);
CREATE INDEX log_statement_competition ON log_statement (competition_id, seq);
CREATE INDEX log_statement_subject ON log_statement (subject, seq);

-- The leaves of each competition's Merkle tree (RFC 6962), in the order in which they became final: one for each event of the
-- audit log, and after it one for what it states.
CREATE TABLE log_leaf (
  competition_id UUID NOT NULL,
  position       BIGINT NOT NULL,
  seq            BIGINT NOT NULL,
  leaf           BYTEA NOT NULL,
  PRIMARY KEY (competition_id, position)
);
CREATE INDEX log_leaf_seq ON log_leaf (seq);
CREATE TRIGGER log_statement_is_append_only BEFORE UPDATE ON log_statement FOR EACH ROW EXECUTE FUNCTION refuse('the log is append-only');
CREATE TRIGGER log_leaf_is_append_only BEFORE UPDATE OR DELETE ON log_leaf FOR EACH ROW EXECUTE FUNCTION refuse('the log is append-only');
