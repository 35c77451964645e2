-- One edition: tracks, rubric, timetable, rules.
CREATE TABLE competition (
  id                BLOB    NOT NULL PRIMARY KEY,
  slug              TEXT    NOT NULL UNIQUE,
  name              TEXT    NOT NULL,
  theme             TEXT    NOT NULL,
  description       TEXT    NOT NULL,
  state             TEXT    NOT NULL CHECK (state IN ('setup', 'open', 'screening', 'judging', 'deliberation', 'published')),
  time_zone         TEXT    NOT NULL,
  languages         TEXT    NOT NULL,
  entries_open_at   INTEGER,
  entries_close_at  INTEGER,
  results_at        INTEGER,
  reviews_per_entry INTEGER NOT NULL CHECK (reviews_per_entry BETWEEN 1 AND 99),
  disparity_points  INTEGER NOT NULL CHECK (disparity_points BETWEEN 0 AND 100),
  publish_scores    INTEGER NOT NULL,
  publish_depth     TEXT    NOT NULL CHECK (publish_depth IN ('winners', 'all')),
  version           INTEGER NOT NULL,
  created_at        INTEGER NOT NULL
) STRICT;

CREATE TABLE role (
  account_id     BLOB    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  role           TEXT    NOT NULL CHECK (role IN ('organiser', 'judge', 'team_member')),
  created_at     INTEGER NOT NULL,
  PRIMARY KEY (account_id, competition_id, role)
) STRICT, WITHOUT ROWID;

-- tie_criteria: keys of criteria that settle ties, in order, separated by ';'.
CREATE TABLE track (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  description    TEXT    NOT NULL,
  tie_criteria   TEXT    NOT NULL,
  position       INTEGER NOT NULL,
  UNIQUE (competition_id, key)
) STRICT;

-- Weights and marks are whole millionths.
CREATE TABLE criterion (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  track_id       BLOB    NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  label          TEXT    NOT NULL,
  question       TEXT    NOT NULL,
  weight         INTEGER NOT NULL CHECK (weight > 0),
  min_mark       INTEGER NOT NULL,
  max_mark       INTEGER NOT NULL CHECK (max_mark > 0 AND max_mark > min_mark),
  step           INTEGER NOT NULL CHECK (step > 0),
  position       INTEGER NOT NULL,
  UNIQUE (track_id, key)
) STRICT;

CREATE TABLE level (
  criterion_id BLOB    NOT NULL REFERENCES criterion (id) ON DELETE CASCADE,
  mark         INTEGER NOT NULL,
  text         TEXT    NOT NULL,
  PRIMARY KEY (criterion_id, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE award (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  track_id       BLOB    NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  prize          TEXT    NOT NULL,
  kind           TEXT    NOT NULL CHECK (kind IN ('place', 'distinction')),
  count          INTEGER NOT NULL CHECK (count > 0),
  position       INTEGER NOT NULL,
  UNIQUE (track_id, key)
) STRICT;

CREATE TABLE round (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  closes_at      INTEGER,
  position       INTEGER NOT NULL,
  UNIQUE (competition_id, key)
) STRICT;

CREATE TABLE rules_version (
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        INTEGER NOT NULL,
  text           TEXT    NOT NULL,
  since          INTEGER NOT NULL,
  PRIMARY KEY (competition_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE timetable_change (
  id             BLOB    NOT NULL PRIMARY KEY,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  date           TEXT    NOT NULL,
  before_at      INTEGER,
  after_at       INTEGER,
  reason         TEXT    NOT NULL,
  at             INTEGER NOT NULL
) STRICT;
CREATE INDEX timetable_change_competition ON timetable_change (competition_id);
