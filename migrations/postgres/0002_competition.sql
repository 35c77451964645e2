-- One edition: tracks, rubric, timetable, rules.
CREATE TABLE competition (
  id                UUID    NOT NULL PRIMARY KEY,
  slug              TEXT    NOT NULL UNIQUE,
  name              TEXT    NOT NULL,
  theme             TEXT    NOT NULL,
  description       TEXT    NOT NULL,
  state             TEXT    NOT NULL CHECK (state IN ('setup', 'open', 'screening', 'judging', 'deliberation', 'published')),
  time_zone         TEXT    NOT NULL,
  languages         TEXT    NOT NULL,
  entries_open_at   BIGINT,
  entries_close_at  BIGINT,
  results_at        BIGINT,
  reviews_per_entry BIGINT  NOT NULL CHECK (reviews_per_entry BETWEEN 1 AND 99),
  disparity_points  BIGINT  NOT NULL CHECK (disparity_points BETWEEN 0 AND 100),
  publish_scores    BOOLEAN NOT NULL,
  publish_depth     TEXT    NOT NULL CHECK (publish_depth IN ('winners', 'all')),
  version           BIGINT  NOT NULL,
  created_at        BIGINT  NOT NULL
);

CREATE TABLE role (
  account_id     UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  role           TEXT    NOT NULL CHECK (role IN ('organiser', 'judge', 'team_member')),
  created_at     BIGINT  NOT NULL,
  PRIMARY KEY (account_id, competition_id, role)
);

-- tie_criteria: keys of criteria that settle ties, in order, separated by ';'.
CREATE TABLE track (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  description    TEXT    NOT NULL,
  tie_criteria   TEXT    NOT NULL,
  position       BIGINT  NOT NULL,
  UNIQUE (competition_id, key)
);

-- Weights and marks are whole millionths.
CREATE TABLE criterion (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  track_id       UUID    NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  label          TEXT    NOT NULL,
  question       TEXT    NOT NULL,
  weight         BIGINT  NOT NULL CHECK (weight > 0),
  min_mark       BIGINT  NOT NULL,
  max_mark       BIGINT  NOT NULL CHECK (max_mark > 0 AND max_mark > min_mark),
  step           BIGINT  NOT NULL CHECK (step > 0),
  position       BIGINT  NOT NULL,
  UNIQUE (track_id, key)
);

CREATE TABLE level (
  criterion_id UUID    NOT NULL REFERENCES criterion (id) ON DELETE CASCADE,
  mark         BIGINT  NOT NULL,
  text         TEXT    NOT NULL,
  PRIMARY KEY (criterion_id, mark)
);

CREATE TABLE award (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  track_id       UUID    NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  prize          TEXT    NOT NULL,
  kind           TEXT    NOT NULL CHECK (kind IN ('place', 'distinction')),
  count          BIGINT  NOT NULL CHECK (count > 0),
  position       BIGINT  NOT NULL,
  UNIQUE (track_id, key)
);

CREATE TABLE round (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  closes_at      BIGINT,
  position       BIGINT  NOT NULL,
  UNIQUE (competition_id, key)
);

CREATE TABLE rules_version (
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        BIGINT  NOT NULL,
  text           TEXT    NOT NULL,
  since          BIGINT  NOT NULL,
  PRIMARY KEY (competition_id, version)
);

CREATE TABLE timetable_change (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  date           TEXT    NOT NULL,
  before_at      BIGINT,
  after_at       BIGINT,
  reason         TEXT    NOT NULL,
  at             BIGINT  NOT NULL
);
CREATE INDEX timetable_change_competition ON timetable_change (competition_id);
