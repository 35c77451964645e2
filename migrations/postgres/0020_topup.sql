-- Further reviews where the result is uncertain: what was announced, and which were given.

-- At most budget further reviews in all; damping (in millionths) is what is added to the number of reviews an entry has.
CREATE TABLE further_rule (
  competition_id UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  budget         BIGINT  NOT NULL CHECK (budget BETWEEN 0 AND 999),
  damping        BIGINT  NOT NULL CHECK (damping >= 0),
  announced_at   BIGINT  NOT NULL
);

-- One row for each that was given. It stays when the judge leaves: what was announced is how many are given.
CREATE TABLE further_review (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  judge_id       UUID    REFERENCES judge (id) ON DELETE SET NULL,
  at             BIGINT  NOT NULL
);
CREATE INDEX further_review_competition ON further_review (competition_id);
CREATE INDEX further_review_entry ON further_review (entry_id);
CREATE INDEX further_review_judge ON further_review (judge_id);
