-- Questions that are answered by choosing. Of other questions the options are an empty list; a server of the release before
-- writes no others.
CREATE TABLE question_anew (
  track_id       BLOB    NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  position       INTEGER NOT NULL,
  label          TEXT    NOT NULL,
  hint           TEXT    NOT NULL,
  kind           TEXT    NOT NULL CHECK (kind IN ('text', 'line', 'link', 'choice', 'choices')),
  max_words      INTEGER NOT NULL,
  required       INTEGER NOT NULL,
  audience       TEXT    NOT NULL CHECK (audience IN ('public', 'judges', 'organisers')),
  -- JSON: key and label of each, in order.
  options        TEXT    NOT NULL DEFAULT '[]' CHECK ((kind IN ('choice', 'choices')) = (options <> '[]')),
  PRIMARY KEY (track_id, key)
) STRICT, WITHOUT ROWID;
INSERT INTO question_anew (track_id, competition_id, key, position, label, hint, kind, max_words, required, audience)
SELECT track_id, competition_id, key, position, label, hint, kind, max_words, required, audience FROM question;
DROP TABLE question;
ALTER TABLE question_anew RENAME TO question;
CREATE INDEX question_competition ON question (competition_id);
