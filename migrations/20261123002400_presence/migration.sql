-- Who has a story open. Worth nothing after half a minute: not written to the log of the database, so that a crash
-- empties it and no backup carries it.

CREATE SCHEMA IF NOT EXISTS desk;

CREATE UNLOGGED TABLE desk.presence (
    article text NOT NULL,
    person text NOT NULL,
    -- One window or tab of a browser, named by itself.
    tab text NOT NULL CHECK (tab ~ '^[0-9a-zA-Z-]{8,36}$'),
    is_writing boolean NOT NULL,
    since timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),

    PRIMARY KEY (article, person, tab)
);

CREATE INDEX presence_person ON desk.presence (person);
CREATE INDEX presence_seen_at ON desk.presence (seen_at);
