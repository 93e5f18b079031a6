-- Addresses at which somebody outside reads a story before it is published.

CREATE TABLE "PreviewLink" (
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL DEFAULT '',
    "article" TEXT,
    "revision" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT '',
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "timesOpened" INTEGER NOT NULL DEFAULT 0,
    "lastOpenedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PreviewLink_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "PreviewLink_tokenHash_key" ON "PreviewLink"("tokenHash");
CREATE INDEX "PreviewLink_article_idx" ON "PreviewLink"("article");
CREATE INDEX "PreviewLink_createdBy_idx" ON "PreviewLink"("createdBy");
CREATE INDEX "PreviewLink_expiresAt_idx" ON "PreviewLink"("expiresAt");

ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_article_fkey" FOREIGN KEY ("article") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_createdBy_fkey" FOREIGN KEY ("createdBy") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "PreviewLink"
  -- People are deactivated, never deleted, so a link always has somebody who answers for it.
  ADD CONSTRAINT preview_link_belongs CHECK (article IS NOT NULL AND "createdBy" IS NOT NULL),
  -- SHA-256 in hex: a token itself can't be stored here by mistake.
  ADD CONSTRAINT preview_link_token_hashed CHECK ("tokenHash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT preview_link_language_spoken CHECK (language IN ('en', 'fr')),
  ADD CONSTRAINT preview_link_expires_within_a_month CHECK ("expiresAt" > "createdAt" AND "expiresAt" <= "createdAt" + interval '720 hours'),
  ADD CONSTRAINT preview_link_opened_counted CHECK ("timesOpened" >= 0 AND ("timesOpened" > 0) = ("lastOpenedAt" IS NOT NULL));

-- What was revoked stays so.
CREATE FUNCTION ledger.keep_preview_link_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'preview link % was revoked, and stays so', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER keep_revoked BEFORE UPDATE OF "revokedAt" ON "PreviewLink"
  FOR EACH ROW WHEN (OLD."revokedAt" IS NOT NULL AND NEW."revokedAt" IS DISTINCT FROM OLD."revokedAt")
  EXECUTE FUNCTION ledger.keep_preview_link_revoked();
