-- What judges read beside the originals of an entry, in another language. texts is JSON by the names that texts have in the
-- contents; each has the digest of the original it was made of, and is not shown to judges when that has changed.
CREATE TABLE entry_translation (
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  language       TEXT    NOT NULL,
  translator     TEXT    NOT NULL CHECK (translator IN ('person', 'machine')),
  texts          TEXT    NOT NULL,
  version        BIGINT  NOT NULL,
  saved_at       BIGINT  NOT NULL,
  PRIMARY KEY (entry_id, language)
);
CREATE INDEX entry_translation_competition ON entry_translation (competition_id);
