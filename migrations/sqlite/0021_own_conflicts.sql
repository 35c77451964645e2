-- Organisers' own conflicts of interest: an entry is kept from an organiser who has one, in reading and in deciding.

-- What somebody says of an organiser and an entry. There are no weights: an organiser either decides about an entry or does
-- not. Of judges who may come to organise it is noted too.
CREATE TABLE organiser_conflict (
  account_id     BLOB    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  source         TEXT    NOT NULL CHECK (source IN ('declared', 'detected', 'organiser')),
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  category       TEXT    NOT NULL CHECK (category IN ('family', 'friend', 'employer', 'organisation', 'funded', 'mentor', 'competitor', 'team', 'other')),
  reason         TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('counts', 'aside')),
  made_by        BLOB    REFERENCES account (id) ON DELETE SET NULL,
  at             INTEGER NOT NULL,
  aside_reason   TEXT    NOT NULL DEFAULT '',
  aside_by       BLOB    REFERENCES account (id) ON DELETE SET NULL,
  aside_at       INTEGER,
  PRIMARY KEY (account_id, entry_id, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX organiser_conflict_entry ON organiser_conflict (entry_id);
CREATE INDEX organiser_conflict_competition ON organiser_conflict (competition_id);

-- What the comparison of people, addresses and organisations finds counts until it is set aside: what was read cannot be
-- unread. Once set aside it stays so, however often it is found again.
INSERT INTO organiser_conflict (account_id, entry_id, source, competition_id, category, reason, state, at)
SELECT f.party_account, f.entry_id, 'detected', f.competition_id,
  CASE MIN(CASE f.kind WHEN 'decides' THEN 1 WHEN 'declared' THEN 3 ELSE 2 END) WHEN 1 THEN 'team' WHEN 2 THEN 'organisation' ELSE 'other' END,
  MIN(f.detail), 'counts', COALESCE((SELECT c.at FROM comparison c WHERE c.competition_id = f.competition_id), 0)
FROM finding f WHERE f.party_account IS NOT NULL AND f.kind IN ('decides', 'domain', 'organisation', 'declared')
AND NOT EXISTS (SELECT 1 FROM finding_aside a WHERE a.entry_id = f.entry_id AND a.finding = f.finding)
GROUP BY f.party_account, f.entry_id, f.competition_id;
CREATE TRIGGER finding_keeps AFTER INSERT ON finding
WHEN NEW.party_account IS NOT NULL AND NEW.kind IN ('decides', 'domain', 'organisation', 'declared')
AND NOT EXISTS (SELECT 1 FROM finding_aside a WHERE a.entry_id = NEW.entry_id AND a.finding = NEW.finding)
AND NOT EXISTS (SELECT 1 FROM organiser_conflict c WHERE c.account_id = NEW.party_account AND c.entry_id = NEW.entry_id AND c.source = 'detected') BEGIN
  INSERT INTO organiser_conflict (account_id, entry_id, source, competition_id, category, reason, state, at)
  VALUES (NEW.party_account, NEW.entry_id, 'detected', NEW.competition_id,
    CASE NEW.kind WHEN 'decides' THEN 'team' WHEN 'declared' THEN 'other' ELSE 'organisation' END, NEW.detail, 'counts',
    COALESCE((SELECT at FROM comparison WHERE competition_id = NEW.competition_id), 0));
END;

-- What is kept from whom: the conflicts that count, and the entries of teams that somebody belongs to or belonged to.
CREATE VIEW kept_entry AS
  SELECT account_id, competition_id, entry_id FROM organiser_conflict WHERE state = 'counts'
  UNION ALL
  SELECT m.account_id, m.competition_id, e.id FROM member m JOIN entry e ON e.team_id = m.team_id WHERE m.account_id IS NOT NULL
  UNION ALL
  SELECT f.account_id, f.competition_id, e.id FROM former_member f JOIN entry e ON e.team_id = f.team_id;

-- Everything that the log and messages name by id and that belongs to such an entry.
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
    JOIN member m ON m.team_id = e.team_id JOIN inquiry i ON i.account_id = m.account_id AND i.competition_id = k.competition_id;
