-- When judging of a round began: what its pace is measured from. NULL where it began before this was written down.
ALTER TABLE round ADD COLUMN opened_at BIGINT;
