-- Who enters, what they enter, and how it is let in.
CREATE TABLE team (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  name           TEXT    NOT NULL,
  organisation   TEXT    NOT NULL,
  created_at     BIGINT  NOT NULL
);
CREATE INDEX team_competition ON team (competition_id);

CREATE TABLE member (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  team_id        UUID    NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  account_id     UUID    REFERENCES account (id) ON DELETE SET NULL,
  public_name    TEXT    NOT NULL,
  country        TEXT    NOT NULL,
  role           TEXT    NOT NULL,
  minor          BOOLEAN NOT NULL,
  created_at     BIGINT  NOT NULL
);
CREATE INDEX member_team ON member (team_id);
CREATE UNIQUE INDEX member_account ON member (team_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX member_of_account ON member (account_id);

CREATE TABLE guardian_consent (
  member_id     UUID    NOT NULL PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  guardian_name TEXT    NOT NULL,
  state         TEXT    NOT NULL CHECK (state IN ('pending', 'given', 'refused')),
  rules_version BIGINT,
  answered_at   BIGINT
);

-- title and languages repeat what is in content, for lists.
CREATE TABLE entry (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  track_id       UUID    NOT NULL REFERENCES track (id),
  team_id        UUID    NOT NULL REFERENCES team (id),
  key            TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('draft', 'submitted', 'fix_needed', 'eligible', 'rejected', 'withdrawn')),
  title          TEXT    NOT NULL,
  languages      TEXT    NOT NULL,
  content        TEXT    NOT NULL,
  version        BIGINT  NOT NULL,
  submitted_at   BIGINT,
  rules_version  BIGINT,
  content_hash   TEXT,
  cure_until     BIGINT,
  created_at     BIGINT  NOT NULL,
  UNIQUE (competition_id, key)
);
CREATE INDEX entry_team ON entry (team_id);
CREATE INDEX entry_state ON entry (competition_id, state);

CREATE TABLE entry_version (
  entry_id UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  version  BIGINT  NOT NULL,
  content  TEXT    NOT NULL,
  saved_by UUID    REFERENCES account (id) ON DELETE SET NULL,
  saved_at BIGINT  NOT NULL,
  PRIMARY KEY (entry_id, version)
);

CREATE TABLE snapshot (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  version        BIGINT  NOT NULL,
  content        TEXT    NOT NULL,
  content_hash   TEXT    NOT NULL,
  at             BIGINT  NOT NULL,
  UNIQUE (entry_id, version)
);

CREATE TABLE eligibility_check (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  outcome        TEXT    NOT NULL CHECK (outcome IN ('pass', 'fix_needed', 'reject')),
  reason         TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  checked_by     UUID    REFERENCES account (id) ON DELETE SET NULL,
  at             BIGINT  NOT NULL
);
CREATE INDEX eligibility_check_entry ON eligibility_check (entry_id);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER snapshot_is_frozen BEFORE UPDATE ON snapshot FOR EACH ROW EXECUTE FUNCTION refuse('a snapshot is frozen');
