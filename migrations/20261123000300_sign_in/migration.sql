-- Who tried to sign in, and how often. Written and read by the sign-in room alone; unknown to Prisma.
CREATE SCHEMA sign_in;

-- The shape that rate-limiter-flexible expects of its table. Rows past their expiry are swept by that library.
CREATE TABLE sign_in.tries (
  key    varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX tries_by_expiry ON sign_in.tries (expire);

-- What an operator needs to see an attack. No e-mail address is kept: people type their password into the wrong box.
CREATE TABLE sign_in.failure (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  reason     text NOT NULL CHECK (reason IN ('wrong', 'paused')),
  -- The account named, when there is one; no foreign key, so that the row outlives whatever befalls the account.
  person     text,
  -- Keyed, so that two tries for one unknown address can be told from tries for two, and no address be read from it.
  email_hash text NOT NULL,
  address    text NOT NULL,
  user_agent text NOT NULL CHECK (length(user_agent) <= 300)
);
CREATE INDEX failure_by_time ON sign_in.failure (at);
CREATE INDEX failure_by_person ON sign_in.failure (person, at) WHERE person IS NOT NULL;
