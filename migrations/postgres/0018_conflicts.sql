-- Where conflicts of interest come from, who is to be asked about late entries, and who was of a team.

-- What somebody says of a judge and an entry. `conflict` is what takes effect: of the claims of a pair that count, the hardest.
-- leaving: one organiser has proposed to set it aside, and another has to agree; until then it counts.
CREATE TABLE conflict_claim (
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  source         TEXT    NOT NULL CHECK (source IN ('declared', 'detected', 'organiser')),
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('hard', 'soft')),
  category       TEXT    NOT NULL CHECK (category IN ('family', 'friend', 'employer', 'organisation', 'funded', 'mentor', 'competitor', 'team', 'other')),
  reason         TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('counts', 'leaving', 'aside')),
  made_by        UUID    REFERENCES account (id) ON DELETE SET NULL,
  at             BIGINT  NOT NULL,
  aside_reason   TEXT    NOT NULL DEFAULT '',
  aside_by       UUID    REFERENCES account (id) ON DELETE SET NULL,
  seconded_by    UUID    REFERENCES account (id) ON DELETE SET NULL,
  aside_at       BIGINT ,
  PRIMARY KEY (judge_id, entry_id, source)
);
CREATE INDEX conflict_claim_entry ON conflict_claim (entry_id);
CREATE INDEX conflict_claim_competition ON conflict_claim (competition_id, state);
INSERT INTO conflict_claim (judge_id, entry_id, source, competition_id, kind, category, reason, state, at)
SELECT judge_id, entry_id, 'declared', competition_id, kind, 'other', reason, 'counts', at FROM conflict;
-- Whatever puts a conflict in by itself, as imports and the release before do, says what a judge declared.
CREATE FUNCTION claim_of_conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM conflict_claim c WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id) THEN
    INSERT INTO conflict_claim (judge_id, entry_id, source, competition_id, kind, category, reason, state, at)
    VALUES (NEW.judge_id, NEW.entry_id, 'declared', NEW.competition_id, NEW.kind, 'other', NEW.reason, 'counts', NEW.at);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER conflict_claimed AFTER INSERT ON conflict FOR EACH ROW EXECUTE FUNCTION claim_of_conflict();

-- Entries that came to be judged after a judge had gone through the list, until the judge has said something of them; of a
-- judge who is going through it, all that are left.
CREATE TABLE conflict_question (
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  PRIMARY KEY (judge_id, entry_id)
);
CREATE INDEX conflict_question_entry ON conflict_question (entry_id);
CREATE INDEX conflict_question_competition ON conflict_question (competition_id);
CREATE FUNCTION ask_of_conflicts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state IN ('submitted', 'fix_needed', 'eligible') AND OLD.state NOT IN ('submitted', 'fix_needed', 'eligible') THEN
    INSERT INTO conflict_question (judge_id, entry_id, competition_id)
    SELECT j.id, NEW.id, NEW.competition_id FROM judge j WHERE j.competition_id = NEW.competition_id
    AND (j.state = 'ready' OR (j.state = 'accepted' AND EXISTS (SELECT 1 FROM conflict_question q WHERE q.judge_id = j.id)))
    ON CONFLICT (judge_id, entry_id) DO NOTHING;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER conflict_question_asked AFTER UPDATE OF state ON entry FOR EACH ROW EXECUTE FUNCTION ask_of_conflicts();

-- Who left a team: a judge who was of it does not judge it. Of minors nothing is kept.
CREATE TABLE former_member (
  team_id        UUID    NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  account_id     UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  PRIMARY KEY (team_id, account_id)
);
CREATE INDEX former_member_account ON former_member (account_id);
CREATE INDEX former_member_competition ON former_member (competition_id);
CREATE FUNCTION keep_former_member() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.account_id IS NOT NULL AND NOT OLD.minor AND EXISTS (SELECT 1 FROM team t WHERE t.id = OLD.team_id) THEN
    INSERT INTO former_member (team_id, account_id, competition_id) VALUES (OLD.team_id, OLD.account_id, OLD.competition_id)
    ON CONFLICT (team_id, account_id) DO NOTHING;
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER member_leaves AFTER DELETE ON member FOR EACH ROW EXECUTE FUNCTION keep_former_member();

-- together: a judge and a member were in one team of another competition.
ALTER TABLE finding DROP CONSTRAINT finding_kind_check;
ALTER TABLE finding ADD CONSTRAINT finding_kind_check CHECK (kind IN ('title', 'link', 'file', 'account', 'mail', 'person', 'earlier', 'decides', 'domain', 'organisation', 'declared', 'together'));
-- Whoever judges and is of the team, by account or address, is barred as soon as it is found.
CREATE FUNCTION bar_found() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.kind = 'decides' AND NEW.party_judge IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM finding_aside a WHERE a.entry_id = NEW.entry_id AND a.finding = NEW.finding)
  AND NOT EXISTS (SELECT 1 FROM conflict_claim c WHERE c.judge_id = NEW.party_judge AND c.entry_id = NEW.entry_id AND c.source = 'detected') THEN
    INSERT INTO conflict_claim (judge_id, entry_id, source, competition_id, kind, category, reason, state, at)
    VALUES (NEW.party_judge, NEW.entry_id, 'detected', NEW.competition_id, 'hard', 'team', '', 'counts',
      COALESCE((SELECT at FROM comparison WHERE competition_id = NEW.competition_id), 0));
    UPDATE conflict SET kind = 'hard' WHERE judge_id = NEW.party_judge AND entry_id = NEW.entry_id AND kind <> 'hard';
    INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at)
    SELECT c.judge_id, c.entry_id, c.competition_id, c.kind, c.reason, c.at FROM conflict_claim c
    WHERE c.judge_id = NEW.party_judge AND c.entry_id = NEW.entry_id AND c.source = 'detected'
    ON CONFLICT (judge_id, entry_id) DO NOTHING;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_bars AFTER INSERT ON finding FOR EACH ROW EXECUTE FUNCTION bar_found();
