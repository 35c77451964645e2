-- Who enters, what they enter, and how it is let in.
CREATE TABLE team (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  name           TEXT    NOT NULL,
  organisation   TEXT    NOT NULL,
  created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX team_competition ON team (competition_id);

CREATE TABLE member (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  team_id        BLOB    NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  account_id     BLOB    REFERENCES account (id) ON DELETE SET NULL,
  public_name    TEXT    NOT NULL,
  country        TEXT    NOT NULL,
  role           TEXT    NOT NULL,
  minor          INTEGER NOT NULL,
  created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX member_team ON member (team_id);
CREATE UNIQUE INDEX member_account ON member (team_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX member_of_account ON member (account_id);

CREATE TABLE guardian_consent (
  member_id     BLOB    NOT NULL PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  guardian_name TEXT    NOT NULL,
  state         TEXT    NOT NULL CHECK (state IN ('pending', 'given', 'refused')),
  rules_version INTEGER,
  answered_at   INTEGER
) STRICT;

-- title and languages repeat what is in content, for lists.
CREATE TABLE entry (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  track_id       BLOB    NOT NULL REFERENCES track (id),
  team_id        BLOB    NOT NULL REFERENCES team (id),
  key            TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('draft', 'submitted', 'fix_needed', 'eligible', 'rejected', 'withdrawn')),
  title          TEXT    NOT NULL,
  languages      TEXT    NOT NULL,
  content        TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  submitted_at   INTEGER,
  rules_version  INTEGER,
  content_hash   TEXT,
  cure_until     INTEGER,
  created_at     INTEGER NOT NULL,
  UNIQUE (competition_id, key)
) STRICT;
CREATE INDEX entry_team ON entry (team_id);
CREATE INDEX entry_state ON entry (competition_id, state);

CREATE TABLE entry_version (
  entry_id BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  version  INTEGER NOT NULL,
  content  TEXT    NOT NULL,
  saved_by BLOB    REFERENCES account (id) ON DELETE SET NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (entry_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  version        INTEGER NOT NULL,
  content        TEXT    NOT NULL,
  content_hash   TEXT    NOT NULL,
  at             INTEGER NOT NULL,
  UNIQUE (entry_id, version)
) STRICT;
CREATE TRIGGER snapshot_is_frozen BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'a snapshot is frozen'); END;

CREATE TABLE eligibility_check (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       BLOB    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  outcome        TEXT    NOT NULL CHECK (outcome IN ('pass', 'fix_needed', 'reject')),
  reason         TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  checked_by     BLOB    REFERENCES account (id) ON DELETE SET NULL,
  at             INTEGER NOT NULL
) STRICT;
CREATE INDEX eligibility_check_entry ON eligibility_check (entry_id);
