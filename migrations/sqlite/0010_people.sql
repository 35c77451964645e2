-- The people of a team, consent that can be taken back and is asked for again before publication, and how long what is
-- known of people is kept.

-- Who speaks for a team. Nobody named: the first member who can sign in.
ALTER TABLE team ADD COLUMN contact_id BLOB REFERENCES member (id) ON DELETE SET NULL;
ALTER TABLE team ADD COLUMN second_contact_id BLOB REFERENCES member (id) ON DELETE SET NULL;
CREATE INDEX team_contact ON team (contact_id);
CREATE INDEX team_second_contact ON team (second_contact_id);

-- without_account: the team says that this person has no account and needs none.
ALTER TABLE member ADD COLUMN without_account INTEGER NOT NULL DEFAULT 0;


-- retention_days: after publication. erased_at: when it was over and what is known of people was erased.
ALTER TABLE competition ADD COLUMN retention_days INTEGER NOT NULL DEFAULT 730 CHECK (retention_days BETWEEN 30 AND 3650);
ALTER TABLE competition ADD COLUMN erased_at INTEGER;

-- publication: consent to a minor's part in what is published, asked for when results are decided on; NULL: not asked.
CREATE TABLE guardian_consent_with_publication (
  member_id      BLOB    NOT NULL PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  guardian_name  TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('pending', 'given', 'refused', 'withdrawn')),
  rules_version  INTEGER,
  answered_at    INTEGER,
  publication    TEXT    CHECK (publication IN ('pending', 'given', 'refused')),
  publication_at INTEGER
) STRICT;
INSERT INTO guardian_consent_with_publication (member_id, guardian_name, state, rules_version, answered_at)
  SELECT member_id, guardian_name, state, rules_version, answered_at FROM guardian_consent;
DROP TABLE guardian_consent;
ALTER TABLE guardian_consent_with_publication RENAME TO guardian_consent;

-- A member without an account takes over their row by a link of their own.
CREATE TABLE one_time_link_with_members (
  id         BLOB    NOT NULL PRIMARY KEY,
  token_hash BLOB    NOT NULL UNIQUE,
  purpose    TEXT    NOT NULL CHECK (purpose IN ('password', 'judge_invitation', 'team_invitation', 'guardian_consent', 'member_invitation')),
  account_id BLOB    REFERENCES account (id) ON DELETE CASCADE,
  subject    BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;
INSERT INTO one_time_link_with_members SELECT id, token_hash, purpose, account_id, subject, created_at, expires_at, used_at FROM one_time_link;
DROP TABLE one_time_link;
ALTER TABLE one_time_link_with_members RENAME TO one_time_link;
CREATE INDEX one_time_link_subject ON one_time_link (subject);
