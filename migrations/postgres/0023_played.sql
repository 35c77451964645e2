-- What is known of a judge's having played an entry: when its page, its links and its files were first opened, and the time
-- between one sign of life and the next, up to half an hour each.
CREATE TABLE play (
  judge_id       UUID    NOT NULL REFERENCES judge (id) ON DELETE CASCADE,
  entry_id       UUID    NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  round_id       UUID    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  opened_at      BIGINT  NOT NULL,
  played_at      BIGINT,
  watched_at     BIGINT,
  fetched_at     BIGINT,
  seen_at        BIGINT  NOT NULL,
  spent          BIGINT  NOT NULL CHECK (spent >= 0),
  PRIMARY KEY (judge_id, entry_id, round_id)
);
CREATE INDEX play_entry ON play (entry_id);
CREATE INDEX play_round ON play (round_id);
CREATE INDEX play_competition ON play (competition_id);
