-- Whom we tell, by calls of our own, that what readers get has changed.
CREATE TABLE "Webhook" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL DEFAULT '',
    "events" JSONB NOT NULL DEFAULT '["published","updated","corrected","withdrawn","killed"]',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "secret" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Webhook_updatedAt_idx" ON "Webhook"("updatedAt");

CREATE SCHEMA outgoing;

-- How far each webhook was handed the changes. Calls are made of `delivery.change`, so none can be forgotten.
CREATE TABLE outgoing.reader (
  webhook  text PRIMARY KEY REFERENCES "Webhook" ON DELETE CASCADE,
  position bigint NOT NULL
);

-- A new webhook hears of what happens from now on.
CREATE FUNCTION outgoing.begin_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outgoing.reader (webhook, position)
  SELECT NEW.id, coalesce(max(position), 0) FROM delivery.change;
  RETURN NULL;
END
$$;
CREATE TRIGGER begin_reading AFTER INSERT ON "Webhook" FOR EACH ROW EXECUTE FUNCTION outgoing.begin_reading();

-- One row a webhook and change: the outbox, and for some weeks the memory of it.
CREATE TABLE outgoing.call (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook     text NOT NULL REFERENCES "Webhook" ON DELETE CASCADE,
  position    bigint NOT NULL,
  -- '' for a change of no one article: these come in order among themselves.
  article     text NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'silenced', 'dead')),
  tries       integer NOT NULL DEFAULT 0,
  next_try    timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  last_status integer,
  last_error  text,
  ended_at    timestamptz(3),
  UNIQUE (webhook, position),
  CHECK ((state = 'waiting') = (ended_at IS NULL))
);
-- The next call of each article.
CREATE INDEX call_waiting ON outgoing.call (webhook, article, position) WHERE state = 'waiting';
CREATE INDEX call_ended ON outgoing.call (ended_at) WHERE state <> 'waiting';

-- How far the CDN was told what to drop.
CREATE TABLE outgoing.purge (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position   bigint NOT NULL,
  tries      integer NOT NULL DEFAULT 0,
  next_try   timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  last_error text
);
INSERT INTO outgoing.purge (position) SELECT coalesce(max(position), 0) FROM delivery.change;
