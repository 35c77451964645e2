-- Questions that are answered by choosing. Of other questions the options are an empty list; a server of the release before
-- writes no others.
ALTER TABLE question DROP CONSTRAINT question_kind_check;
ALTER TABLE question ADD CONSTRAINT question_kind_check CHECK (kind IN ('text', 'line', 'link', 'choice', 'choices'));
-- JSON: key and label of each, in order.
ALTER TABLE question ADD COLUMN options TEXT NOT NULL DEFAULT '[]' CHECK ((kind IN ('choice', 'choices')) = (options <> '[]'));
