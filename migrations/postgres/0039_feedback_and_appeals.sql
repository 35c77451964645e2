-- What teams read of how they were judged, and when. Without a row: what publishing scores says, and later than publication.
CREATE TABLE feedback_settings (
  competition_id   UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  shows            TEXT    NOT NULL CHECK (shows IN ('comments', 'marks', 'field')),
  with_publication BOOLEAN NOT NULL
);

-- The one moment from which teams read feedback.
CREATE TABLE feedback_release (
  competition_id UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  at             BIGINT  NOT NULL,
  released_by    UUID    REFERENCES account (id) ON DELETE SET NULL
);
CREATE INDEX feedback_release_by ON feedback_release (released_by);

-- What organisers decided on a judge's comment. It holds for the comment as they read it (original): another one waits anew.
CREATE TABLE comment_review (
  scorecard_id   UUID    NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
  criterion_id   UUID    NOT NULL REFERENCES criterion (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  decision       TEXT    NOT NULL CHECK (decision IN ('released', 'edited', 'held')),
  original       TEXT    NOT NULL,
  text           TEXT    NOT NULL DEFAULT '',
  reason         TEXT    NOT NULL DEFAULT '',
  decided_by     UUID    REFERENCES account (id) ON DELETE SET NULL,
  decided_at     BIGINT  NOT NULL,
  PRIMARY KEY (scorecard_id, criterion_id)
);
CREATE INDEX comment_review_competition ON comment_review (competition_id);
CREATE INDEX comment_review_entry ON comment_review (entry_id);
CREATE INDEX comment_review_criterion ON comment_review (criterion_id);
CREATE INDEX comment_review_decided_by ON comment_review (decided_by);

-- The numbers of an entry for its team, as JSON, as they were when its newest publication came out.
CREATE TABLE feedback_numbers (
  entry_id       UUID    NOT NULL PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        BIGINT  NOT NULL,
  numbers        TEXT    NOT NULL
);
CREATE INDEX feedback_numbers_competition ON feedback_numbers (competition_id);

-- For how many days after a publication teams may appeal, and within how many they are answered. No days: they may not.
CREATE TABLE appeal_settings (
  competition_id UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  days           BIGINT  NOT NULL CHECK (days BETWEEN 0 AND 90),
  answer_days    BIGINT  NOT NULL CHECK (answer_days BETWEEN 1 AND 90)
);

-- What a team says is wrong in the results of its entry: one appeal for each version. Organisers may ask back once.
CREATE TABLE appeal (
  id                UUID    NOT NULL PRIMARY KEY,
  competition_id    UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  entry_id          UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  version           BIGINT  NOT NULL,
  about             TEXT    NOT NULL CHECK (about IN ('fact', 'rule')),
  text              TEXT    NOT NULL,
  filed_by          UUID    REFERENCES account (id) ON DELETE SET NULL,
  filed_at          BIGINT  NOT NULL,
  answer_by         BIGINT  NOT NULL,
  question          TEXT    NOT NULL DEFAULT '',
  asked_at          BIGINT,
  reply             TEXT    NOT NULL DEFAULT '',
  replied_at        BIGINT,
  outcome           TEXT    CHECK (outcome IN ('upheld', 'rejected')),
  reason            TEXT    NOT NULL DEFAULT '',
  decided_by        UUID    REFERENCES account (id) ON DELETE SET NULL,
  decided_at        BIGINT,
  corrected_version BIGINT,
  UNIQUE (entry_id, version),
  CHECK ((outcome IS NULL) = (decided_at IS NULL)),
  CHECK (replied_at IS NULL OR asked_at IS NOT NULL),
  CHECK (corrected_version IS NULL OR (outcome = 'upheld' AND corrected_version > version))
);
CREATE INDEX appeal_competition ON appeal (competition_id, answer_by);
CREATE INDEX appeal_filed_by ON appeal (filed_by);
CREATE INDEX appeal_decided_by ON appeal (decided_by);
CREATE TRIGGER appeal_is_final BEFORE UPDATE ON appeal FOR EACH ROW
WHEN (OLD.outcome IS NOT NULL AND (NEW.outcome IS NULL OR NEW.outcome <> OLD.outcome OR NEW.decided_at <> OLD.decided_at))
EXECUTE FUNCTION refuse('the decision on an appeal is final');

-- What was published before had its comments shown with it.
INSERT INTO feedback_release (competition_id, at)
  SELECT c.id, MIN(p.published_at) FROM competition c JOIN publication p ON p.competition_id = c.id
  WHERE c.state = 'published' GROUP BY c.id;
INSERT INTO comment_review (scorecard_id, criterion_id, competition_id, entry_id, decision, original, decided_at)
  SELECT s.scorecard_id, s.criterion_id, k.competition_id, k.entry_id, 'released', s.comment, r.at
  FROM score s JOIN scorecard k ON k.id = s.scorecard_id JOIN feedback_release r ON r.competition_id = k.competition_id
  WHERE k.state = 'submitted' AND s.comment <> '';
