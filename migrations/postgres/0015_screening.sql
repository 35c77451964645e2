-- What organisers need to let in what belongs in: the queue, look-alikes and ties, concerns, consents chased, links checked.

-- Repeats what is in content, for lists, as title and languages do.
ALTER TABLE entry ADD COLUMN kind TEXT NOT NULL DEFAULT 'made_for_competition';
UPDATE entry SET kind = COALESCE((content::jsonb) ->> 'kind', 'made_for_competition');
-- All that the queue filters, counts and sorts by, so that contents are not read for it: for pages, for counts, and for the
-- entries of teams from a country.
CREATE INDEX entry_queue ON entry (competition_id, title, id, state, track_id, kind, languages, team_id, submitted_at, created_at);
CREATE INDEX entry_counted ON entry (competition_id, state, track_id, kind, languages, title, id, team_id);
CREATE INDEX entry_of_team ON entry (team_id, competition_id, state, track_id, kind, languages, title, id);
DROP INDEX entry_team;
CREATE INDEX member_country ON member (competition_id, country, team_id);
CREATE INDEX member_minor ON member (competition_id, team_id) WHERE minor;

-- A look-alike or a tie, as it was found last. party: the organiser or judge somebody of the team is tied to. No name of a
-- person is in it: it goes with those it is about. finding: a digest of kind, people and evidence.
CREATE TABLE finding (
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  finding        TEXT    NOT NULL,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('title', 'link', 'file', 'account', 'mail', 'person', 'earlier', 'decides', 'domain', 'organisation', 'declared')),
  detail         TEXT    NOT NULL,
  likeness       BIGINT  NOT NULL CHECK (likeness BETWEEN 0 AND 100),
  other_id       UUID    REFERENCES entry (id) ON DELETE CASCADE,
  member_id      UUID    REFERENCES member (id) ON DELETE CASCADE,
  party_account  UUID    REFERENCES account (id) ON DELETE CASCADE,
  party_judge    UUID    REFERENCES judge (id) ON DELETE CASCADE,
  PRIMARY KEY (entry_id, finding)
);
CREATE INDEX finding_competition ON finding (competition_id);
CREATE INDEX finding_other ON finding (other_id);
CREATE INDEX finding_member ON finding (member_id);
CREATE INDEX finding_account ON finding (party_account);
CREATE INDEX finding_judge ON finding (party_judge);

-- Looked at, and no problem. Other evidence is another finding, which is not set aside.
CREATE TABLE finding_aside (
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  finding        TEXT    NOT NULL,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  reason         TEXT    NOT NULL,
  set_by         UUID    REFERENCES account (id) ON DELETE SET NULL,
  at             BIGINT  NOT NULL,
  PRIMARY KEY (entry_id, finding)
);
CREATE INDEX finding_aside_competition ON finding_aside (competition_id);

-- When look-alikes and ties were looked for last.
CREATE TABLE comparison (
  competition_id UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  at             BIGINT  NOT NULL
);

CREATE TABLE concern (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('content', 'tone', 'harm', 'safety', 'rights')),
  text           TEXT    NOT NULL,
  raised_by      UUID    REFERENCES account (id) ON DELETE SET NULL,
  raised_at      BIGINT  NOT NULL,
  reason         TEXT    NOT NULL,
  settled_by     UUID    REFERENCES account (id) ON DELETE SET NULL,
  settled_at     BIGINT 
);
CREATE INDEX concern_entry ON concern (entry_id);
CREATE INDEX concern_open ON concern (competition_id, entry_id) WHERE settled_at IS NULL;

-- Where a guardian is asked, until they refuse, take consent back or go; asked_at: when this guardian was asked first;
-- chased_at: when organisers asked again.
ALTER TABLE guardian_consent ADD COLUMN guardian_email TEXT NOT NULL DEFAULT '';
ALTER TABLE guardian_consent ADD COLUMN guardian_locale TEXT NOT NULL DEFAULT 'en';
ALTER TABLE guardian_consent ADD COLUMN asked_at BIGINT;
ALTER TABLE guardian_consent ADD COLUMN chased_at BIGINT;

-- What came back from an address that teams wrote, when organisers had it asked. asked_at: waiting since.
CREATE TABLE link_check (
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  address        TEXT    NOT NULL,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  outcome        TEXT    CHECK (outcome IN ('answers', 'locked', 'gone', 'failing', 'refused', 'unreachable')),
  status         BIGINT,
  final_address  TEXT    NOT NULL,
  media_type     TEXT    NOT NULL,
  checked_at     BIGINT,
  asked_at       BIGINT,
  PRIMARY KEY (entry_id, address)
);
CREATE INDEX link_check_competition ON link_check (competition_id);
CREATE INDEX link_check_waiting ON link_check (asked_at) WHERE asked_at IS NOT NULL;
