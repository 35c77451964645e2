-- What people see before they enter: questions that are answered in public, checks of who may enter, examples of tracks.

-- state 'open': not answered yet. text: as it was asked. public_text: as it is published, without what tells who asked.
CREATE TABLE inquiry (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  account_id     UUID    REFERENCES account (id) ON DELETE SET NULL,
  state          TEXT    NOT NULL CHECK (state IN ('open', 'published', 'private', 'declined')),
  text           TEXT    NOT NULL,
  public_text    TEXT    NOT NULL,
  answer         TEXT    NOT NULL,
  version        BIGINT  NOT NULL,
  asked_at       BIGINT  NOT NULL,
  answered_at    BIGINT,
  changed_at     BIGINT
);
CREATE INDEX inquiry_competition ON inquiry (competition_id, state);
CREATE INDEX inquiry_account ON inquiry (account_id);

-- A yes-or-no question that people answer for themselves. What they answer is stored nowhere. needed: the answer without
-- consequence. effect: what the other one means.
CREATE TABLE precheck (
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  position       BIGINT  NOT NULL,
  text           TEXT    NOT NULL,
  needed         BOOLEAN NOT NULL,
  effect         TEXT    NOT NULL CHECK (effect IN ('stops', 'needs')),
  otherwise      TEXT    NOT NULL,
  PRIMARY KEY (competition_id, position)
);

-- What belongs here, for instance; one on each line.
ALTER TABLE track ADD COLUMN examples TEXT NOT NULL DEFAULT '';

-- named: agreed to be shown on the public page of the jury, with a country and a sentence.
ALTER TABLE judge ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE judge ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE judge ADD COLUMN named BOOLEAN NOT NULL DEFAULT FALSE;
