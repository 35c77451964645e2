-- Where conflicts of interest come from, who is to be asked about late entries, and who was of a team.

-- What somebody says of a judge and an entry. `conflict` is what takes effect: of the claims of a pair that count, the hardest.
-- leaving: one organiser has proposed to set it aside, and another has to agree; until then it counts.
CREATE TABLE conflict_claim (
  judge_id       BLOB    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  source         TEXT    NOT NULL CHECK (source IN ('declared', 'detected', 'organiser')),
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('hard', 'soft')),
  category       TEXT    NOT NULL CHECK (category IN ('family', 'friend', 'employer', 'organisation', 'funded', 'mentor', 'competitor', 'team', 'other')),
  reason         TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('counts', 'leaving', 'aside')),
  made_by        BLOB    REFERENCES account (id) ON DELETE SET NULL,
  at             INTEGER NOT NULL,
  aside_reason   TEXT    NOT NULL DEFAULT '',
  aside_by       BLOB    REFERENCES account (id) ON DELETE SET NULL,
  seconded_by    BLOB    REFERENCES account (id) ON DELETE SET NULL,
  aside_at       INTEGER,
  PRIMARY KEY (judge_id, entry_id, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_claim_entry ON conflict_claim (entry_id);
CREATE INDEX conflict_claim_competition ON conflict_claim (competition_id, state);
INSERT INTO conflict_claim (judge_id, entry_id, source, competition_id, kind, category, reason, state, at)
SELECT judge_id, entry_id, 'declared', competition_id, kind, 'other', reason, 'counts', at FROM conflict;
-- Whatever puts a conflict in by itself, as imports and the release before do, says what a judge declared.
CREATE TRIGGER conflict_claimed AFTER INSERT ON conflict
WHEN NOT EXISTS (SELECT 1 FROM conflict_claim c WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id) BEGIN
  INSERT INTO conflict_claim (judge_id, entry_id, source, competition_id, kind, category, reason, state, at)
  VALUES (NEW.judge_id, NEW.entry_id, 'declared', NEW.competition_id, NEW.kind, 'other', NEW.reason, 'counts', NEW.at);
END;

-- Entries that came to be judged after a judge had gone through the list, until the judge has said something of them; of a
-- judge who is going through it, all that are left.
CREATE TABLE conflict_question (
  judge_id       BLOB    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  PRIMARY KEY (judge_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_question_entry ON conflict_question (entry_id);
CREATE INDEX conflict_question_competition ON conflict_question (competition_id);
CREATE TRIGGER conflict_question_asked AFTER UPDATE OF state ON entry
WHEN NEW.state IN ('submitted', 'fix_needed', 'eligible') AND OLD.state NOT IN ('submitted', 'fix_needed', 'eligible') BEGIN
  INSERT INTO conflict_question (judge_id, entry_id, competition_id)
  SELECT j.id, NEW.id, NEW.competition_id FROM judge j WHERE j.competition_id = NEW.competition_id
  AND (j.state = 'ready' OR (j.state = 'accepted' AND EXISTS (SELECT 1 FROM conflict_question q WHERE q.judge_id = j.id)))
  AND NOT EXISTS (SELECT 1 FROM conflict_question q WHERE q.judge_id = j.id AND q.entry_id = NEW.id);
END;

-- Who left a team: a judge who was of it does not judge it. Of minors nothing is kept.
CREATE TABLE former_member (
  team_id        BLOB    NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  account_id     BLOB    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  PRIMARY KEY (team_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_member_account ON former_member (account_id);
CREATE INDEX former_member_competition ON former_member (competition_id);
CREATE TRIGGER member_leaves AFTER DELETE ON member
WHEN OLD.account_id IS NOT NULL AND NOT OLD.minor AND EXISTS (SELECT 1 FROM team t WHERE t.id = OLD.team_id)
AND NOT EXISTS (SELECT 1 FROM former_member f WHERE f.team_id = OLD.team_id AND f.account_id = OLD.account_id) BEGIN
  INSERT INTO former_member (team_id, account_id, competition_id) VALUES (OLD.team_id, OLD.account_id, OLD.competition_id);
END;

-- together: a judge and a member were in one team of another competition.
CREATE TABLE finding_anew (
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  finding        TEXT    NOT NULL,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('title', 'link', 'file', 'account', 'mail', 'person', 'earlier', 'decides', 'domain', 'organisation', 'declared', 'together')),
  detail         TEXT    NOT NULL,
  likeness       INTEGER NOT NULL CHECK (likeness BETWEEN 0 AND 100),
  other_id       BLOB    REFERENCES entry (id) ON DELETE CASCADE,
  member_id      BLOB    REFERENCES member (id) ON DELETE CASCADE,
  party_account  BLOB    REFERENCES account (id) ON DELETE CASCADE,
  party_judge    BLOB    REFERENCES judge (id) ON DELETE CASCADE,
  PRIMARY KEY (entry_id, finding)
) STRICT, WITHOUT ROWID;
INSERT INTO finding_anew SELECT * FROM finding;
DROP TABLE finding;
ALTER TABLE finding_anew RENAME TO finding;
CREATE INDEX finding_competition ON finding (competition_id);
CREATE INDEX finding_other ON finding (other_id);
CREATE INDEX finding_member ON finding (member_id);
CREATE INDEX finding_account ON finding (party_account);
CREATE INDEX finding_judge ON finding (party_judge);
-- Whoever judges and is of the team, by account or address, is barred as soon as it is found.
CREATE TRIGGER finding_bars AFTER INSERT ON finding
WHEN NEW.kind = 'decides' AND NEW.party_judge IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM finding_aside a WHERE a.entry_id = NEW.entry_id AND a.finding = NEW.finding)
AND NOT EXISTS (SELECT 1 FROM conflict_claim c WHERE c.judge_id = NEW.party_judge AND c.entry_id = NEW.entry_id AND c.source = 'detected') BEGIN
  INSERT INTO conflict_claim (judge_id, entry_id, source, competition_id, kind, category, reason, state, at)
  VALUES (NEW.party_judge, NEW.entry_id, 'detected', NEW.competition_id, 'hard', 'team', '', 'counts',
    COALESCE((SELECT at FROM comparison WHERE competition_id = NEW.competition_id), 0));
  UPDATE conflict SET kind = 'hard' WHERE judge_id = NEW.party_judge AND entry_id = NEW.entry_id AND kind <> 'hard';
  INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at)
  SELECT c.judge_id, c.entry_id, c.competition_id, c.kind, c.reason, c.at FROM conflict_claim c
  WHERE c.judge_id = NEW.party_judge AND c.entry_id = NEW.entry_id AND c.source = 'detected'
  AND NOT EXISTS (SELECT 1 FROM conflict f WHERE f.judge_id = c.judge_id AND f.entry_id = c.entry_id);
END;
