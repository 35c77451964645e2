-- What judges tell organisers of an entry: that something is wrong with it, or that they cannot run it.
-- Who reported what could not be run reads the answer; of the others they learn only that it was looked at.
CREATE TABLE report (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  judge_id       BLOB    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('safety', 'content', 'plagiarism', 'eligibility', 'device', 'region', 'crash', 'key', 'link', 'other')),
  text           TEXT    NOT NULL,
  at             INTEGER NOT NULL,
  answer         TEXT    NOT NULL DEFAULT '',
  answered_by    BLOB    REFERENCES account (id) ON DELETE SET NULL,
  answered_at    INTEGER
) STRICT;
CREATE INDEX report_entry ON report (entry_id);
CREATE INDEX report_judge ON report (judge_id);
CREATE INDEX report_answered_by ON report (answered_by);
CREATE INDEX report_open ON report (competition_id) WHERE answered_at IS NULL;
