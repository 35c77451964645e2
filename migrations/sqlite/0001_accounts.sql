-- People, what they may do, and the links that let them in. Tokens are kept as SHA-256 only.
CREATE TABLE account (
  id            BLOB    NOT NULL PRIMARY KEY,
  email         TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  password_hash TEXT,
  host          INTEGER NOT NULL,
  failures      INTEGER NOT NULL DEFAULT 0,
  blocked_until INTEGER NOT NULL DEFAULT 0,
  created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash BLOB    NOT NULL PRIMARY KEY,
  account_id BLOB    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account_id);

-- subject: the judge, member or team the link is about, by its purpose.
CREATE TABLE one_time_link (
  id         BLOB    NOT NULL PRIMARY KEY,
  token_hash BLOB    NOT NULL UNIQUE,
  purpose    TEXT    NOT NULL CHECK (purpose IN ('password', 'judge_invitation', 'team_invitation', 'guardian_consent')),
  account_id BLOB    REFERENCES account (id) ON DELETE CASCADE,
  subject    BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;
CREATE INDEX one_time_link_subject ON one_time_link (subject);

-- A refused form, kept for a few minutes so that its page comes back with every word.
CREATE TABLE kept_post (
  id         BLOB    NOT NULL PRIMARY KEY,
  path       TEXT    NOT NULL,
  fields     TEXT    NOT NULL,
  error      TEXT    NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- The reply to a write, so that the same form sent twice is done once (trust.md N-02).
CREATE TABLE idempotency_key (
  caller       TEXT    NOT NULL,
  key          TEXT    NOT NULL,
  request_hash BLOB    NOT NULL,
  reply        TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
