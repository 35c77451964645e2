-- A further round of judging: how it counts, what judges see of the rounds before, who went on and who sits in it. A round
-- without such a row is a competition's first.
CREATE TABLE further_round (
  round_id       UUID    NOT NULL PRIMARY KEY REFERENCES round (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  name           TEXT    NOT NULL,
  rule           TEXT    NOT NULL CHECK (rule IN ('carried', 'fresh')),
  shows          TEXT    NOT NULL CHECK (shows IN ('nothing', 'own'))
);
CREATE INDEX further_round_competition ON further_round (competition_id);

CREATE TABLE round_entry (
  round_id       UUID    NOT NULL REFERENCES further_round (round_id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  PRIMARY KEY (round_id, entry_id)
);
CREATE INDEX round_entry_entry ON round_entry (entry_id);

CREATE TABLE round_judge (
  round_id       UUID    NOT NULL REFERENCES further_round (round_id) ON DELETE CASCADE,
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  PRIMARY KEY (round_id, judge_id)
);
CREATE INDEX round_judge_judge ON round_judge (judge_id);
