-- What is said in the log of a competition so that it can be shown later, behind a salt that nobody guesses: a scorecard
-- that was handed in, without the judge's name.
CREATE TABLE log_statement (
  seq            INTEGER NOT NULL PRIMARY KEY,
  competition_id BLOB NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  subject        BLOB NOT NULL,
  body           TEXT NOT NULL,
  salt           BLOB NOT NULL,
  leaf           BLOB NOT NULL
) STRICT;
CREATE INDEX log_statement_competition ON log_statement (competition_id, seq);
CREATE INDEX log_statement_subject ON log_statement (subject, seq);

-- The leaves of each competition's Merkle tree (RFC 6962), in the order in which they became final: one for each event of the
-- audit log, and after it one for what it states.
CREATE TABLE log_leaf (
  competition_id BLOB NOT NULL,
  position       INTEGER NOT NULL,
  seq            INTEGER NOT NULL,
  leaf           BLOB NOT NULL,
  PRIMARY KEY (competition_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_leaf_seq ON log_leaf (seq);
CREATE TRIGGER log_statement_is_append_only BEFORE UPDATE ON log_statement BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_leaf_is_append_only BEFORE UPDATE ON log_leaf BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_leaf_stays BEFORE DELETE ON log_leaf BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
