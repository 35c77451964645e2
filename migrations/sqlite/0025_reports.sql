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

-- The log names reports by id: they belong to their entry as everything said of it.
DROP VIEW kept_subject;
CREATE VIEW kept_subject AS
  SELECT account_id, competition_id, entry_id AS id FROM kept_entry
  UNION ALL
  SELECT k.account_id, k.competition_id, e.team_id FROM kept_entry k JOIN entry e ON e.id = k.entry_id
  UNION ALL
  SELECT k.account_id, k.competition_id, m.id FROM kept_entry k JOIN entry e ON e.id = k.entry_id JOIN member m ON m.team_id = e.team_id
  UNION ALL
  SELECT k.account_id, k.competition_id, c.id FROM kept_entry k JOIN concern c ON c.entry_id = k.entry_id
  UNION ALL
  SELECT k.account_id, k.competition_id, s.id FROM kept_entry k JOIN scorecard s ON s.entry_id = k.entry_id
  UNION ALL
  SELECT k.account_id, k.competition_id, a.id FROM kept_entry k JOIN assignment a ON a.entry_id = k.entry_id
  UNION ALL
  SELECT k.account_id, k.competition_id, i.id FROM kept_entry k JOIN entry e ON e.id = k.entry_id
    JOIN member m ON m.team_id = e.team_id JOIN inquiry i ON i.account_id = m.account_id AND i.competition_id = k.competition_id
  UNION ALL
  SELECT k.account_id, k.competition_id, r.id FROM kept_entry k JOIN report r ON r.entry_id = k.entry_id;
