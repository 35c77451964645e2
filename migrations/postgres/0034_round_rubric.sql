-- What criteria weigh in a further round with a rubric of its own. A round without such rows is judged by the rubrics of the
-- tracks; one with them by these criteria alone. They stand like the round: a criterion that one names stays.
CREATE TABLE round_criterion (
  round_id       UUID    NOT NULL REFERENCES further_round (round_id) ON DELETE CASCADE,
  criterion_id   UUID    NOT NULL REFERENCES criterion (id),
  weight         BIGINT  NOT NULL CHECK (weight > 0),
  PRIMARY KEY (round_id, criterion_id)
);
CREATE INDEX round_criterion_criterion ON round_criterion (criterion_id);
