-- Releases, notes, notifications, and links for a new password.

CREATE TYPE "ReleaseStateType" AS ENUM ('open', 'released');
CREATE TYPE "EditorialNoteStateType" AS ENUM ('open', 'answered', 'resolved');
CREATE TYPE "NotificationKindType" AS ENUM ('submitted', 'changes_requested', 'approved', 'published', 'failed', 'note');

CREATE TABLE "Release" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "state" "ReleaseStateType" NOT NULL DEFAULT 'open',
    "releaseAt" TIMESTAMPTZ(3),
    "releasedAt" TIMESTAMPTZ(3),
    "scheduledBy" TEXT,
    "scheduleError" TEXT,
    "scheduleAttempts" INTEGER NOT NULL DEFAULT 0,
    "scheduleRetryAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "_Article_releases" (
    "A" TEXT NOT NULL,
    "B" TEXT NOT NULL,

    CONSTRAINT "_Article_releases_AB_pkey" PRIMARY KEY ("A","B")
);

CREATE TABLE "EditorialNote" (
    "id" TEXT NOT NULL,
    "article" TEXT,
    "sectionId" TEXT NOT NULL DEFAULT '',
    "sectionHeading" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "author" TEXT,
    "state" "EditorialNoteStateType" NOT NULL DEFAULT 'open',
    "replies" JSONB DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EditorialNote_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Notification" (
    "id" TEXT NOT NULL,
    "person" TEXT,
    "kind" "NotificationKindType" NOT NULL,
    "article" TEXT,
    "by" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Release_state_idx" ON "Release"("state");
CREATE INDEX "Release_releaseAt_idx" ON "Release"("releaseAt");
CREATE INDEX "Release_scheduledBy_idx" ON "Release"("scheduledBy");
CREATE INDEX "Release_updatedAt_idx" ON "Release"("updatedAt");
CREATE INDEX "_Article_releases_B_index" ON "_Article_releases"("B");
CREATE INDEX "EditorialNote_article_idx" ON "EditorialNote"("article");
CREATE INDEX "EditorialNote_author_idx" ON "EditorialNote"("author");
CREATE INDEX "EditorialNote_state_idx" ON "EditorialNote"("state");
CREATE INDEX "EditorialNote_updatedAt_idx" ON "EditorialNote"("updatedAt");
CREATE INDEX "Notification_person_createdAt_idx" ON "Notification"("person", "createdAt");
CREATE INDEX "Notification_article_idx" ON "Notification"("article");
CREATE INDEX "Notification_by_idx" ON "Notification"("by");
-- The number at the bell.
CREATE INDEX notification_unread ON "Notification"("person") WHERE "readAt" IS NULL;
CREATE INDEX notification_read ON "Notification"("readAt") WHERE "readAt" IS NOT NULL;

ALTER TABLE "Release" ADD CONSTRAINT "Release_scheduledBy_fkey" FOREIGN KEY ("scheduledBy") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "_Article_releases" ADD CONSTRAINT "_Article_releases_A_fkey" FOREIGN KEY ("A") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "_Article_releases" ADD CONSTRAINT "_Article_releases_B_fkey" FOREIGN KEY ("B") REFERENCES "Release"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "EditorialNote" ADD CONSTRAINT "EditorialNote_article_fkey" FOREIGN KEY ("article") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "EditorialNote" ADD CONSTRAINT "EditorialNote_author_fkey" FOREIGN KEY ("author") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_person_fkey" FOREIGN KEY ("person") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_article_fkey" FOREIGN KEY ("article") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_by_fkey" FOREIGN KEY ("by") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "Release"
  ADD CONSTRAINT release_name_given CHECK (name <> ''),
  ADD CONSTRAINT release_version_positive CHECK (version >= 1),
  ADD CONSTRAINT release_moment_known CHECK ((state = 'released') = ("releasedAt" IS NOT NULL)),
  ADD CONSTRAINT release_schedule_set_by_somebody CHECK ("releaseAt" IS NULL OR "scheduledBy" IS NOT NULL);

ALTER TABLE "EditorialNote"
  ADD CONSTRAINT note_belongs CHECK (article IS NOT NULL AND author IS NOT NULL),
  ADD CONSTRAINT note_says_something CHECK (text <> ''),
  ADD CONSTRAINT note_replies_are_a_list CHECK (replies IS NOT NULL AND jsonb_typeof(replies) = 'array'),
  ADD CONSTRAINT note_answered_has_reply CHECK (state <> 'answered' OR replies <> '[]'::jsonb);

ALTER TABLE "Notification"
  ADD CONSTRAINT notification_belongs CHECK (person IS NOT NULL AND article IS NOT NULL);

-- Which open release a story is in: the key holds it to one. Kept from the table above, whose rows stay for ever.
CREATE TABLE ledger.release_place (
  article text PRIMARY KEY,
  release text NOT NULL
);
CREATE INDEX release_place_by_release ON ledger.release_place (release);

CREATE FUNCTION ledger.take_release_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Waits for whoever is letting the release go.
  PERFORM FROM "Release" WHERE id = NEW."B" AND state = 'open' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'release % is out, and takes no more stories', NEW."B" USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO ledger.release_place (article, release) VALUES (NEW."A", NEW."B");
  RETURN NULL;
END
$$;
CREATE TRIGGER take_place AFTER INSERT ON "_Article_releases"
  FOR EACH ROW EXECUTE FUNCTION ledger.take_release_place();

CREATE FUNCTION ledger.leave_release_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ledger.act() <> 'seed.reset' AND EXISTS (SELECT FROM "Release" WHERE id = OLD."B" AND state = 'released') THEN
    RAISE EXCEPTION 'release % is out, and keeps its stories', OLD."B" USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  DELETE FROM ledger.release_place WHERE article = OLD."A" AND release = OLD."B";
  RETURN NULL;
END
$$;
CREATE TRIGGER leave_place AFTER DELETE ON "_Article_releases"
  FOR EACH ROW EXECUTE FUNCTION ledger.leave_release_place();

CREATE FUNCTION ledger.free_release_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM ledger.release_place WHERE release = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER free_places AFTER UPDATE OF state ON "Release"
  FOR EACH ROW WHEN (NEW.state = 'released') EXECUTE FUNCTION ledger.free_release_places();

-- What went out under a name stays on the record.
CREATE TRIGGER keep_released BEFORE UPDATE OR DELETE ON "Release"
  FOR EACH ROW WHEN (OLD.state = 'released') EXECUTE FUNCTION ledger.keep_row('seed.reset');

-- What colleagues wrote is answered, not rewritten.
CREATE TRIGGER keep_note BEFORE UPDATE ON "EditorialNote"
  FOR EACH ROW WHEN ((OLD.article, OLD."sectionId", OLD.text, OLD.author) IS DISTINCT FROM (NEW.article, NEW."sectionId", NEW.text, NEW.author))
  EXECUTE FUNCTION ledger.keep_row();

-- Only what lay in the trash and never was public is removed for good.
CREATE FUNCTION ledger.keep_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ledger.act() = 'seed.reset' THEN
    RETURN OLD;
  END IF;
  IF OLD."trashedAt" IS NULL OR OLD."firstPublished" IS NOT NULL
     OR EXISTS (SELECT FROM delivery.publication WHERE article = OLD.id) THEN
    RAISE EXCEPTION 'article % is not removed: it is not in the trash, or was public', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER keep_article BEFORE DELETE ON "Article" FOR EACH ROW EXECUTE FUNCTION ledger.keep_article();

-- A tag goes when no story carries it and readers never knew it.
CREATE FUNCTION ledger.keep_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ledger.act() = 'seed.reset' THEN
    RETURN OLD;
  END IF;
  IF EXISTS (SELECT FROM "_Article_tags" WHERE "B" = OLD.id) OR EXISTS (SELECT FROM delivery.tag WHERE id = OLD.id) THEN
    RAISE EXCEPTION 'tag % is not removed: a story carries it, or it was public', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER keep_tag BEFORE DELETE ON "Tag" FOR EACH ROW EXECUTE FUNCTION ledger.keep_tag();

-- Links for a new password: one a person, and only the hash of what it carries. A used one is gone.
CREATE TABLE sign_in.password_link (
  person     text PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz(3) NOT NULL
);

-- A link is of no use once there is a new password, by whatever way, or the account was closed.
CREATE FUNCTION sign_in.void_password_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sign_in.password_link WHERE person = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER void_password_link AFTER UPDATE ON "User"
  FOR EACH ROW WHEN (OLD.password IS DISTINCT FROM NEW.password OR OLD.active IS DISTINCT FROM NEW.active)
  EXECUTE FUNCTION sign_in.void_password_link();
