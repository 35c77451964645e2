-- What the entry form of a track asks. An empty label is one the site has words for.
CREATE TABLE question (
  track_id       UUID    NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  position       BIGINT NOT NULL,
  label          TEXT    NOT NULL,
  hint           TEXT    NOT NULL,
  kind           TEXT    NOT NULL CHECK (kind IN ('text', 'line', 'link')),
  max_words      BIGINT NOT NULL,
  required       BOOLEAN NOT NULL,
  audience       TEXT    NOT NULL CHECK (audience IN ('public', 'judges', 'organisers')),
  PRIMARY KEY (track_id, key)
);
CREATE INDEX question_competition ON question (competition_id);

-- What every track asked until now.
INSERT INTO question (track_id, competition_id, key, position, label, hint, kind, max_words, required, audience)
SELECT t.id, t.competition_id, q.key, q.position, '', '', q.kind, q.max_words, q.required, q.audience
FROM track t CROSS JOIN (
            SELECT 'description' AS key, 0 AS position, 'text' AS kind, 400 AS max_words, TRUE AS required, 'public' AS audience
  UNION ALL SELECT 'dialogue', 1, 'text', 250, TRUE, 'public'
  UNION ALL SELECT 'prevention', 2, 'text', 250, TRUE, 'public'
  UNION ALL SELECT 'play_url', 3, 'link', 0, FALSE, 'judges'
  UNION ALL SELECT 'video_url', 4, 'link', 0, FALSE, 'public'
  UNION ALL SELECT 'instructions', 5, 'text', 200, FALSE, 'judges'
  UNION ALL SELECT 'content_notes', 6, 'text', 100, FALSE, 'public'
) q;
