-- People, what they may do, and the links that let them in. Tokens are kept as SHA-256 only.
CREATE TABLE account (
  id            UUID    NOT NULL PRIMARY KEY,
  email         TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  password_hash TEXT,
  host          BOOLEAN NOT NULL,
  failures      BIGINT  NOT NULL DEFAULT 0,
  blocked_until BIGINT  NOT NULL DEFAULT 0,
  created_at    BIGINT  NOT NULL
);

CREATE TABLE session (
  token_hash BYTEA   NOT NULL PRIMARY KEY,
  account_id UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created_at BIGINT  NOT NULL,
  seen_at    BIGINT  NOT NULL,
  expires_at BIGINT  NOT NULL
);
CREATE INDEX session_account ON session (account_id);

-- subject: the judge, member or team the link is about, by its purpose.
CREATE TABLE one_time_link (
  id         UUID    NOT NULL PRIMARY KEY,
  token_hash BYTEA   NOT NULL UNIQUE,
  purpose    TEXT    NOT NULL CHECK (purpose IN ('password', 'judge_invitation', 'team_invitation', 'guardian_consent')),
  account_id UUID    REFERENCES account (id) ON DELETE CASCADE,
  subject    UUID,
  created_at BIGINT  NOT NULL,
  expires_at BIGINT  NOT NULL,
  used_at    BIGINT
);
CREATE INDEX one_time_link_subject ON one_time_link (subject);

-- A refused form, kept for a few minutes so that its page comes back with every word.
CREATE TABLE kept_post (
  id         UUID    NOT NULL PRIMARY KEY,
  path       TEXT    NOT NULL,
  fields     TEXT    NOT NULL,
  error      TEXT    NOT NULL,
  created_at BIGINT  NOT NULL
);

-- The reply to a write, so that the same form sent twice is done once (trust.md N-02).
CREATE TABLE idempotency_key (
  caller       TEXT    NOT NULL,
  key          TEXT    NOT NULL,
  request_hash BYTEA   NOT NULL,
  reply        TEXT    NOT NULL,
  created_at   BIGINT  NOT NULL,
  PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
