-- What people are told. A message is written in the transaction of what it tells of, and sent later, or kept to be read.
ALTER TABLE account ADD COLUMN locale TEXT NOT NULL DEFAULT 'en';

-- event: what it tells of, so that nobody is told of one thing twice. about: the entry or member it is about.
-- link_id: the one-time link in it, whose token is not stored: the body has a mark in its place.
CREATE TABLE outbox_mail (
  id              BLOB    NOT NULL PRIMARY KEY,
  competition_id  BLOB    REFERENCES competition (id) ON DELETE CASCADE,
  account_id      BLOB    REFERENCES account (id) ON DELETE SET NULL,
  link_id         BLOB    REFERENCES one_time_link (id) ON DELETE SET NULL,
  about           BLOB,
  event           TEXT    NOT NULL,
  to_address      TEXT    NOT NULL,
  to_name         TEXT    NOT NULL,
  locale          TEXT    NOT NULL,
  template        TEXT    NOT NULL,
  subject         TEXT    NOT NULL,
  body            TEXT    NOT NULL,
  state           TEXT    NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'kept')),
  attempts        INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  sent_at         INTEGER,
  last_error      TEXT,
  UNIQUE (event, to_address)
) STRICT;
CREATE INDEX outbox_mail_due ON outbox_mail (next_attempt_at) WHERE state = 'queued';
CREATE INDEX outbox_mail_log ON outbox_mail (competition_id, created_at);
CREATE INDEX outbox_mail_about ON outbox_mail (about, template);

-- Organisers' own words in the place of the default ones.
CREATE TABLE message_template (
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  template       TEXT    NOT NULL,
  locale         TEXT    NOT NULL,
  subject        TEXT    NOT NULL,
  body           TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  changed_at     INTEGER NOT NULL,
  PRIMARY KEY (competition_id, template, locale)
) STRICT, WITHOUT ROWID;
