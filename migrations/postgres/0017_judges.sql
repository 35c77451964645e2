-- Judges: how they were invited, what they signed, what they told of themselves, and what they gave back.

-- standing: a reserve waits to be called in; who stepped down left by their own will. It stands beside the state, whose
-- words stay as a server of the release before knows them.
ALTER TABLE judge ADD COLUMN standing TEXT NOT NULL DEFAULT 'member' CHECK (standing IN ('member', 'reserve', 'stepped_down'));

-- reason: why somebody declined or stepped down, for organisers.
ALTER TABLE judge ADD COLUMN invited_at BIGINT;
ALTER TABLE judge ADD COLUMN invited_by UUID REFERENCES account (id) ON DELETE SET NULL;
ALTER TABLE judge ADD COLUMN opened_at BIGINT;
ALTER TABLE judge ADD COLUMN answered_at BIGINT;
ALTER TABLE judge ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE INDEX judge_invited_by ON judge (invited_by);

-- partner: the partner or sponsor that employs the judge. away: days `2026-03-01/2026-03-05`, both included. comfort: what
-- the judge is not to be shown. Lists with `;`.
ALTER TABLE judge ADD COLUMN devices TEXT NOT NULL DEFAULT '';
ALTER TABLE judge ADD COLUMN expertise TEXT NOT NULL DEFAULT '';
ALTER TABLE judge ADD COLUMN comfort TEXT NOT NULL DEFAULT '';
ALTER TABLE judge ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE judge ADD COLUMN gender TEXT NOT NULL DEFAULT '';
ALTER TABLE judge ADD COLUMN partner TEXT NOT NULL DEFAULT '';
ALTER TABLE judge ADD COLUMN away TEXT NOT NULL DEFAULT '';

-- What organisers set for their panel; without a row, the defaults.
CREATE TABLE panel_settings (
  competition_id    UUID    NOT NULL PRIMARY KEY REFERENCES competition (id) ON DELETE CASCADE,
  minutes_per_entry BIGINT NOT NULL CHECK (minutes_per_entry BETWEEN 1 AND 600),
  expertise         TEXT    NOT NULL
);

-- What judges sign before they see anything: a text in each language, never changed, only followed by a next version.
CREATE TABLE conduct_text (
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        BIGINT NOT NULL,
  locale         TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  since          BIGINT NOT NULL,
  PRIMARY KEY (competition_id, version, locale)
);

CREATE TABLE conduct_signature (
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  version        BIGINT NOT NULL,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  locale         TEXT    NOT NULL,
  digest         BYTEA    NOT NULL,
  signed_at      BIGINT NOT NULL,
  PRIMARY KEY (judge_id, version)
);
CREATE INDEX conduct_signature_competition ON conduct_signature (competition_id);

-- Work that a judge gave back unfinished.
CREATE TABLE released_assignment (
  id             UUID    NOT NULL PRIMARY KEY,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  round_id       UUID    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  reason         TEXT    NOT NULL,
  at             BIGINT NOT NULL
);
CREATE INDEX released_assignment_competition ON released_assignment (competition_id);
CREATE INDEX released_assignment_judge ON released_assignment (judge_id);
CREATE INDEX released_assignment_entry ON released_assignment (entry_id);

-- A list of judges that an organiser looks at before it is brought in; one each, forgotten after a day.
CREATE TABLE judge_import (
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  account_id     UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  text           TEXT    NOT NULL,
  at             BIGINT NOT NULL,
  PRIMARY KEY (competition_id, account_id)
);
CREATE INDEX judge_import_account ON judge_import (account_id);
