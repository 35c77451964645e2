-- Organisers as a group: what each of them may do, and who is invited to it.

-- rights: of an organiser; without a meaning for other roles. Whoever organised before, or is added by a server of the
-- release before, may do everything, as it was.
ALTER TABLE role ADD COLUMN rights TEXT NOT NULL DEFAULT 'owner' CHECK (rights IN ('observer', 'checker', 'editor', 'owner'));

-- An invitation that is not answered. Its row goes when it is accepted or taken back.
CREATE TABLE organiser_invitation (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  name           TEXT    NOT NULL,
  email          TEXT    NOT NULL,
  rights         TEXT    NOT NULL CHECK (rights IN ('observer', 'checker', 'editor', 'owner')),
  created_at     INTEGER NOT NULL,
  UNIQUE (competition_id, email)
) STRICT;

-- Links by which somebody becomes an organiser. Dropping a table empties it first, which takes the link out of messages
-- that carry one: they are kept beside it and put back.
CREATE TEMPORARY TABLE message_link AS SELECT id, link_id FROM outbox_mail WHERE link_id IS NOT NULL;
CREATE TABLE one_time_link_with_organisers (
  id         BLOB    NOT NULL PRIMARY KEY,
  token_hash BLOB    NOT NULL UNIQUE,
  purpose    TEXT    NOT NULL CHECK (purpose IN ('password', 'judge_invitation', 'organiser_invitation', 'team_invitation', 'guardian_consent', 'member_invitation')),
  account_id BLOB    REFERENCES account (id) ON DELETE CASCADE,
  subject    BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;
INSERT INTO one_time_link_with_organisers SELECT id, token_hash, purpose, account_id, subject, created_at, expires_at, used_at FROM one_time_link;
DROP TABLE one_time_link;
ALTER TABLE one_time_link_with_organisers RENAME TO one_time_link;
CREATE INDEX one_time_link_subject ON one_time_link (subject);
UPDATE outbox_mail SET link_id = (SELECT m.link_id FROM message_link m WHERE m.id = outbox_mail.id)
  WHERE id IN (SELECT id FROM message_link);
DROP TABLE message_link;
