-- A rejection that one organiser proposed and another has not settled yet.
CREATE TABLE rejection (
  entry_id       BLOB    NOT NULL PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  competition_id BLOB    NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
  version        INTEGER NOT NULL,
  reason         TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  proposed_by    BLOB    REFERENCES account (id) ON DELETE SET NULL,
  at             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rejection_competition ON rejection (competition_id);
