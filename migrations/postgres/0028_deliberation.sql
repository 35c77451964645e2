-- Deliberation: a room for the panel after the round has closed, with a shortlist, words, changed scores and votes.
CREATE TABLE room (
  competition_id UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  state          TEXT    NOT NULL CHECK (state IN ('open', 'closed')),
  -- Entries of each track on the shortlist; none: three times the track's prizes.
  cut            BIGINT  CHECK (cut BETWEEN 1 AND 200),
  names          TEXT    NOT NULL CHECK (names IN ('shown', 'letters')),
  -- Orders the letters that judges have; shown to nobody.
  seed           TEXT    NOT NULL,
  opened_at      BIGINT  NOT NULL,
  closes_at      BIGINT,
  closed_at      BIGINT
);

CREATE TABLE shortlisted_entry (
  entry_id       UUID    NOT NULL PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  place          BIGINT  NOT NULL,
  at             BIGINT  NOT NULL
);
CREATE INDEX shortlisted_entry_competition ON shortlisted_entry (competition_id);

-- What is said in the room of an entry. A post that is taken back keeps its words here; pages leave them out.
CREATE TABLE deliberation_post (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  judge_id       UUID    REFERENCES judge (id) ON DELETE SET NULL,
  account_id     UUID    REFERENCES account (id) ON DELETE SET NULL,
  language       TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  at             BIGINT  NOT NULL,
  withdrawn_at   BIGINT
);
CREATE INDEX deliberation_post_entry ON deliberation_post (entry_id);
CREATE INDEX deliberation_post_competition ON deliberation_post (competition_id);
CREATE INDEX deliberation_post_judge ON deliberation_post (judge_id);
CREATE INDEX deliberation_post_account ON deliberation_post (account_id);

-- A scorecard that its judge changed in the room: why, and every mark before and after.
CREATE TABLE scorecard_revision (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  scorecard_id   UUID    NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
  from_version   BIGINT  NOT NULL,
  reason         TEXT    NOT NULL,
  at             BIGINT  NOT NULL,
  UNIQUE (scorecard_id, from_version)
);
CREATE INDEX scorecard_revision_competition ON scorecard_revision (competition_id);

CREATE TABLE revised_score (
  revision_id      UUID    NOT NULL REFERENCES scorecard_revision (id) ON DELETE CASCADE,
  criterion_id     UUID    NOT NULL REFERENCES criterion (id),
  old_mark         BIGINT,
  old_not_assessed BOOLEAN NOT NULL,
  new_mark         BIGINT,
  new_not_assessed BOOLEAN NOT NULL,
  PRIMARY KEY (revision_id, criterion_id)
);
CREATE INDEX revised_score_criterion ON revised_score (criterion_id);

-- A question that the panel votes on. What was counted is kept whole, as it was at the close.
CREATE TABLE panel_vote (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('tie', 'award', 'free')),
  award_id       UUID    REFERENCES award (id) ON DELETE SET NULL,
  question       TEXT    NOT NULL,
  none_option    BOOLEAN NOT NULL,
  quorum         BIGINT  NOT NULL CHECK (quorum BETWEEN 1 AND 100),
  tie_decider    TEXT    NOT NULL CHECK (tie_decider IN ('chair', 'organisers')),
  opened_at      BIGINT  NOT NULL,
  closes_at      BIGINT,
  state          TEXT    NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
  closed_at      BIGINT,
  tally          TEXT,
  decided_option UUID,
  reason         TEXT    NOT NULL,
  applied_at     BIGINT,
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK ((state = 'closed') = (tally IS NOT NULL))
);
CREATE INDEX panel_vote_competition ON panel_vote (competition_id);
CREATE INDEX panel_vote_award ON panel_vote (award_id);

CREATE TABLE vote_option (
  id       UUID    NOT NULL PRIMARY KEY,
  vote_id  UUID    NOT NULL REFERENCES panel_vote (id) ON DELETE CASCADE,
  position BIGINT  NOT NULL,
  entry_id UUID    REFERENCES entry (id) ON DELETE CASCADE,
  words    TEXT    NOT NULL,
  UNIQUE (vote_id, position)
);
CREATE INDEX vote_option_entry ON vote_option (entry_id);

CREATE TABLE ballot (
  vote_id   UUID    NOT NULL REFERENCES panel_vote (id) ON DELETE CASCADE,
  judge_id  UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  choice    TEXT    NOT NULL CHECK (choice IN ('option', 'none', 'abstain')),
  option_id UUID    REFERENCES vote_option (id) ON DELETE CASCADE,
  dissent   TEXT    NOT NULL,
  at        BIGINT  NOT NULL,
  PRIMARY KEY (vote_id, judge_id),
  CHECK ((choice = 'option') = (option_id IS NOT NULL))
);
CREATE INDEX ballot_judge ON ballot (judge_id);
CREATE INDEX ballot_option ON ballot (option_id);

-- Where something may be said, changed or voted on: an open room of a competition in deliberation, to the end of its last second.
CREATE VIEW open_room AS
  SELECT r.competition_id, r.closes_at FROM room r JOIN competition c ON c.id = r.competition_id
  WHERE r.state = 'open' AND c.state = 'deliberation';

CREATE FUNCTION refuse_outside_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM open_room r WHERE r.competition_id = NEW.competition_id AND (r.closes_at IS NULL OR NEW.at / 1000000 <= r.closes_at / 1000000)) THEN
    RAISE EXCEPTION 'the room is closed' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM conflict c WHERE c.judge_id = NEW.judge_id AND c.entry_id = NEW.entry_id AND c.kind = 'hard') THEN
    RAISE EXCEPTION 'a conflict of interest bars this post' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_in_open_room BEFORE INSERT ON deliberation_post FOR EACH ROW EXECUTE FUNCTION refuse_outside_room();
-- Only the end of a retention period takes words away.
CREATE TRIGGER post_keeps_its_words BEFORE UPDATE ON deliberation_post FOR EACH ROW
WHEN (NEW.text <> OLD.text AND NEW.text <> '') EXECUTE FUNCTION refuse('what was said stays');

CREATE FUNCTION refuse_revision() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM scorecard k JOIN open_room r ON r.competition_id = k.competition_id
    WHERE k.id = NEW.scorecard_id AND k.state = 'submitted' AND k.version = NEW.from_version
    AND (r.closes_at IS NULL OR NEW.at / 1000000 <= r.closes_at / 1000000)) THEN
    RAISE EXCEPTION 'the room is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER revision_in_open_room BEFORE INSERT ON scorecard_revision FOR EACH ROW EXECUTE FUNCTION refuse_revision();
CREATE TRIGGER revision_stays BEFORE UPDATE ON scorecard_revision FOR EACH ROW
WHEN (NEW.reason <> OLD.reason AND NEW.reason <> '' OR NEW.at <> OLD.at OR NEW.from_version <> OLD.from_version)
EXECUTE FUNCTION refuse('a revision stays as it was');
CREATE TRIGGER revised_score_stays BEFORE UPDATE ON revised_score FOR EACH ROW EXECUTE FUNCTION refuse('a revision stays as it was');

-- After the close a scorecard is written by two things only: the acceptance of one that came late, and its judge's revision
-- in the open room, in the same moment and of the version that is replaced.
-- A save is an insert that becomes an update of the row that is there: the first is let through by what the second has to keep.
CREATE OR REPLACE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (TG_OP = 'INSERT' OR NEW.state <> 'void') AND EXISTS (
    SELECT 1 FROM round r WHERE r.id = NEW.round_id AND NEW.saved_at / 1000000 > r.closes_at / 1000000)
    AND NOT EXISTS (SELECT 1 FROM late_scorecard l WHERE l.judge_id = NEW.judge_id AND l.entry_id = NEW.entry_id
      AND l.round_id = NEW.round_id AND l.state = 'accepted' AND l.decided_at = NEW.saved_at)
    AND NOT (TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM scorecard_revision v JOIN scorecard k ON k.id = v.scorecard_id
      WHERE k.judge_id = NEW.judge_id AND k.entry_id = NEW.entry_id AND k.round_id = NEW.round_id AND v.at = NEW.saved_at
      AND v.from_version = NEW.version - 1))
    AND NOT (TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM scorecard_revision v WHERE v.scorecard_id = NEW.id AND v.at = NEW.saved_at
      AND v.from_version = OLD.version AND NEW.version = OLD.version + 1 AND OLD.state = 'submitted' AND NEW.state = 'submitted')) THEN
    RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION refuse_ballot() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  -- Words may be taken away later; everything else is a vote.
  IF TG_OP = 'UPDATE' AND NEW.choice = OLD.choice AND NEW.option_id IS NOT DISTINCT FROM OLD.option_id AND NEW.dissent = '' AND NEW.at = OLD.at THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM panel_vote v JOIN open_room r ON r.competition_id = v.competition_id
    WHERE v.id = NEW.vote_id AND v.state = 'open' AND (v.closes_at IS NULL OR NEW.at / 1000000 <= v.closes_at / 1000000)
    AND (r.closes_at IS NULL OR NEW.at / 1000000 <= r.closes_at / 1000000)) THEN
    RAISE EXCEPTION 'the vote is closed' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.option_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM vote_option o WHERE o.id = NEW.option_id AND o.vote_id = NEW.vote_id) THEN
    RAISE EXCEPTION 'an option of another vote' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM vote_option o JOIN conflict c ON c.entry_id = o.entry_id
    WHERE o.vote_id = NEW.vote_id AND c.judge_id = NEW.judge_id AND c.kind = 'hard') THEN
    RAISE EXCEPTION 'a conflict of interest bars this ballot' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ballot_in_open_vote BEFORE INSERT OR UPDATE ON ballot FOR EACH ROW EXECUTE FUNCTION refuse_ballot();

CREATE TRIGGER vote_ends_once BEFORE UPDATE ON panel_vote FOR EACH ROW
WHEN (OLD.state = 'cancelled' OR OLD.state = 'closed' AND (NEW.state <> 'closed' OR NEW.tally <> OLD.tally
  OR OLD.decided_option IS NOT NULL AND NEW.decided_option IS DISTINCT FROM OLD.decided_option))
EXECUTE FUNCTION refuse('a vote ends once');
CREATE FUNCTION refuse_losing_votes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM competition c WHERE c.id = OLD.competition_id) THEN
    RAISE EXCEPTION 'votes are not deleted' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER vote_stays BEFORE DELETE ON panel_vote FOR EACH ROW EXECUTE FUNCTION refuse_losing_votes();
