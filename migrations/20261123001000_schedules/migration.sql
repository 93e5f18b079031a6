-- Schedules: who set one, and how its last try went.

ALTER TABLE "Article"
  ADD COLUMN "scheduledBy" TEXT,
  ADD COLUMN "scheduleError" TEXT,
  ADD COLUMN "scheduleAttempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "scheduleRetryAt" TIMESTAMPTZ(3);

CREATE INDEX "Article_scheduledBy_idx" ON "Article"("scheduledBy");

ALTER TABLE "Article" ADD CONSTRAINT "Article_scheduledBy_fkey"
  FOREIGN KEY ("scheduledBy") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The sweep of every few seconds reads this instead of the table.
CREATE INDEX article_unpublish_at ON "Article" ("unpublishAt") WHERE "unpublishAt" IS NOT NULL;

ALTER TABLE "Article"
  ADD CONSTRAINT article_schedule_set_by_somebody CHECK ("publishAt" IS NULL OR "scheduledBy" IS NOT NULL),
  ADD CONSTRAINT article_leaves_after_it_came CHECK ("publishAt" < "unpublishAt");

-- A try of the worker that failed is no new version of the story: whoever has it open can still save.
CREATE OR REPLACE FUNCTION ledger.guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written_here boolean;
  noted_by_worker CONSTANT text[] := '{scheduleError,scheduleAttempts,scheduleRetryAt}';
BEGIN
  IF NEW.version = OLD.version + 1 THEN
    RETURN NEW;
  END IF;
  SELECT xmin = pg_current_xact_id()::xid INTO written_here FROM "Article" WHERE id = OLD.id;
  IF NEW.version = OLD.version AND (written_here OR to_jsonb(NEW) - noted_by_worker = to_jsonb(OLD) - noted_by_worker) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'article % is at version %, which cannot become %', OLD.id, OLD.version, NEW.version
    USING ERRCODE = 'serialization_failure';
END
$$;
