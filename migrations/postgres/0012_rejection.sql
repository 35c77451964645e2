-- A rejection that one organiser proposed and another has not settled yet.
CREATE TABLE rejection (
  entry_id       UUID    NOT NULL PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  competition_id UUID    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        BIGINT NOT NULL,
  reason         TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  proposed_by    UUID    REFERENCES account (id) ON DELETE SET NULL,
  at             BIGINT NOT NULL
);
CREATE INDEX rejection_competition ON rejection (competition_id);
