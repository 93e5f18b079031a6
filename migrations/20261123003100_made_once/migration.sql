-- What a page asked to be made, so that pressing again after an answer was lost makes it no second time. Forgotten after
-- a day.

CREATE TABLE desk.made_once (
    person text NOT NULL,
    -- Named by the page: the same each time it is pressed.
    key text NOT NULL CHECK (length(key) <= 200),
    -- What was asked for, as a hash.
    asked text NOT NULL,
    -- The id of what was made.
    item text NOT NULL,
    at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),

    PRIMARY KEY (person, key)
);

CREATE INDEX made_once_at ON desk.made_once (at);
