-- Organisers as a group: what each of them may do, and who is invited to it.

-- rights: of an organiser; without a meaning for other roles. Whoever organised before, or is added by a server of the
-- release before, may do everything, as it was.
ALTER TABLE role ADD COLUMN rights TEXT NOT NULL DEFAULT 'owner' CHECK (rights IN ('observer', 'checker', 'editor', 'owner'));

-- An invitation that is not answered. Its row goes when it is accepted or taken back.
CREATE TABLE organiser_invitation (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  name           TEXT    NOT NULL,
  email          TEXT    NOT NULL,
  rights         TEXT    NOT NULL CHECK (rights IN ('observer', 'checker', 'editor', 'owner')),
  created_at     BIGINT  NOT NULL,
  UNIQUE (competition_id, email)
);

-- Links by which somebody becomes an organiser.
ALTER TABLE one_time_link DROP CONSTRAINT one_time_link_purpose_check;
ALTER TABLE one_time_link ADD CONSTRAINT one_time_link_purpose_check
  CHECK (purpose IN ('password', 'judge_invitation', 'organiser_invitation', 'team_invitation', 'guardian_consent', 'member_invitation'));
