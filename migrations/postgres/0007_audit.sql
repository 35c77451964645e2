-- Who did what to what, when. Append-only: the one change allowed is to erase a payload and its salt, whose
-- digest stays (trust.md I-02, I-04, G-10). seq says in which order rows were written, a seal which rows are final.
CREATE TABLE audit_event (
  seq            BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at             BIGINT  NOT NULL,
  competition_id UUID,
  actor          UUID,
  action         TEXT    NOT NULL,
  subject        TEXT    NOT NULL,
  payload        TEXT,
  salt           BYTEA,
  payload_digest BYTEA   NOT NULL,
  digest         BYTEA   NOT NULL
);
CREATE INDEX audit_event_competition ON audit_event (competition_id, seq);

-- Each seal fixes the number and contents of the events in its range and the seal before it.
CREATE TABLE audit_seal (
  id        BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  first_seq BIGINT  NOT NULL,
  last_seq  BIGINT  NOT NULL,
  count     BIGINT  NOT NULL,
  digest    BYTEA   NOT NULL,
  previous  BYTEA   NOT NULL UNIQUE,
  seal      BYTEA   NOT NULL UNIQUE,
  at        BIGINT  NOT NULL
);

-- The transaction that wrote a row says when the row is final: see the seal.
ALTER TABLE audit_event ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_event_xid ON audit_event (xid);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL
     OR (NEW.seq, NEW.at, NEW.competition_id, NEW.actor, NEW.action, NEW.subject, NEW.payload_digest, NEW.digest, NEW.xid)
        IS DISTINCT FROM
        (OLD.seq, OLD.at, OLD.competition_id, OLD.actor, OLD.action, OLD.subject, OLD.payload_digest, OLD.digest, OLD.xid) THEN
    RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_event_stays BEFORE DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse('audit events are append-only');
CREATE TRIGGER audit_seal_is_append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION refuse('seals are append-only');

-- Up to which transaction seals reach. The number restarts in a new cluster: after a dump and restore empty this table.
CREATE TABLE audit_horizon (horizon xid8 NOT NULL PRIMARY KEY);
