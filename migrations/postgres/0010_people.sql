-- The people of a team, consent that can be taken back and is asked for again before publication, and how long what is
-- known of people is kept.

-- Who speaks for a team. Nobody named: the first member who can sign in.
ALTER TABLE team ADD COLUMN contact_id UUID REFERENCES member (id) ON DELETE SET NULL;
ALTER TABLE team ADD COLUMN second_contact_id UUID REFERENCES member (id) ON DELETE SET NULL;
CREATE INDEX team_contact ON team (contact_id);
CREATE INDEX team_second_contact ON team (second_contact_id);

-- without_account: the team says that this person has no account and needs none.
ALTER TABLE member ADD COLUMN without_account BOOLEAN NOT NULL DEFAULT FALSE;


-- retention_days: after publication. erased_at: when it was over and what is known of people was erased.
ALTER TABLE competition ADD COLUMN retention_days BIGINT NOT NULL DEFAULT 730 CHECK (retention_days BETWEEN 30 AND 3650);
ALTER TABLE competition ADD COLUMN erased_at BIGINT;

-- publication: consent to a minor's part in what is published, asked for when results are decided on; NULL: not asked.
ALTER TABLE guardian_consent DROP CONSTRAINT guardian_consent_state_check;
ALTER TABLE guardian_consent ADD CONSTRAINT guardian_consent_state_check
  CHECK (state IN ('pending', 'given', 'refused', 'withdrawn'));
ALTER TABLE guardian_consent ADD COLUMN publication TEXT CHECK (publication IN ('pending', 'given', 'refused'));
ALTER TABLE guardian_consent ADD COLUMN publication_at BIGINT;

-- A member without an account takes over their row by a link of their own.
ALTER TABLE one_time_link DROP CONSTRAINT one_time_link_purpose_check;
ALTER TABLE one_time_link ADD CONSTRAINT one_time_link_purpose_check
  CHECK (purpose IN ('password', 'judge_invitation', 'team_invitation', 'guardian_consent', 'member_invitation'));
