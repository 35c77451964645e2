-- What becomes of prizes: whether teams accept, what organisers check before they are more than provisional, how far they have got.
-- Who wins is computed; a row says what became of it. travels, needs: the team's words for organisers. reason: why organisers do
-- not give it. lapsed: the results no longer give it to the entry.
CREATE TABLE prize (
  award_id       UUID    NOT NULL REFERENCES award (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  state          TEXT    NOT NULL CHECK (state IN ('open', 'asked', 'accepted', 'declined', 'not_given', 'lapsed')),
  asked_at       BIGINT,
  answered_at    BIGINT,
  answered_by    UUID    REFERENCES account (id) ON DELETE SET NULL,
  travels        TEXT    NOT NULL DEFAULT '',
  needs          TEXT    NOT NULL DEFAULT '',
  reason         TEXT    NOT NULL DEFAULT '',
  delivery       TEXT    NOT NULL DEFAULT 'to_do' CHECK (delivery IN ('to_do', 'under_way', 'delivered')),
  delivery_note  TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (award_id, entry_id),
  CHECK (state IN ('open', 'not_given', 'lapsed') OR asked_at IS NOT NULL),
  CHECK (state IN ('accepted', 'lapsed') OR (travels = '' AND needs = ''))
);
CREATE INDEX prize_competition ON prize (competition_id);
CREATE INDEX prize_entry ON prize (entry_id);

-- seen: of conflicts of interest, the digest of what the comparison had found.
CREATE TABLE prize_check (
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  kind           TEXT    NOT NULL CHECK (kind IN ('diligence', 'conflicts', 'guardians')),
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  note           TEXT    NOT NULL,
  seen           TEXT    NOT NULL DEFAULT '',
  checked_by     UUID    REFERENCES account (id) ON DELETE SET NULL,
  at             BIGINT  NOT NULL,
  PRIMARY KEY (entry_id, kind)
);
CREATE INDEX prize_check_competition ON prize_check (competition_id);

-- Why more of a distinction are given than were planned.
ALTER TABLE given_award ADD COLUMN more_reason TEXT NOT NULL DEFAULT '';
