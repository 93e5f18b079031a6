-- What a program shows to act for the person who made it.
CREATE TYPE "ApiTokenAccessType" AS ENUM ('read', 'write');

CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "tokenHash" TEXT NOT NULL DEFAULT '',
    "ending" TEXT NOT NULL DEFAULT '',
    "person" TEXT,
    "access" "ApiTokenAccessType" NOT NULL DEFAULT 'read',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");
CREATE INDEX "ApiToken_person_idx" ON "ApiToken"("person");

ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_person_fkey" FOREIGN KEY ("person") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "ApiToken"
  -- People are deactivated, never deleted, so a token always has somebody who answers for it.
  ADD CONSTRAINT api_token_belongs CHECK (person IS NOT NULL),
  -- SHA-256 in hex: a token itself can't be stored here by mistake.
  ADD CONSTRAINT api_token_hashed CHECK ("tokenHash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT api_token_expires_within_a_year CHECK ("expiresAt" > "createdAt" AND "expiresAt" <= "createdAt" + interval '8760 hours');

-- What was revoked stays so, and nothing makes a token somebody else's, more able, or older than it was to be.
CREATE FUNCTION ledger.keep_api_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'token % stays as it was made, and revoked once it was', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER keep_as_made BEFORE UPDATE ON "ApiToken"
  FOR EACH ROW WHEN (
    (OLD."revokedAt" IS NOT NULL AND NEW."revokedAt" IS DISTINCT FROM OLD."revokedAt")
    OR (OLD."tokenHash", OLD.person, OLD.access, OLD."createdAt", OLD."expiresAt")
      IS DISTINCT FROM (NEW."tokenHash", NEW.person, NEW.access, NEW."createdAt", NEW."expiresAt")
  )
  EXECUTE FUNCTION ledger.keep_api_token();
