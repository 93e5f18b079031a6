-- What must always hold of the newsroom's own tables, whatever door a write comes through.

ALTER TABLE "Article"
  ADD CONSTRAINT article_slug_plain CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT article_headline_given CHECK (headline <> ''),
  ADD CONSTRAINT article_urgency_ninjs CHECK (urgency BETWEEN 1 AND 9),
  ADD CONSTRAINT article_version_positive CHECK (version >= 1),
  ADD CONSTRAINT article_approval_pins_revision CHECK ((state = 'approved') = ("approvedRevision" IS NOT NULL)),
  ADD CONSTRAINT article_revisions_exist
    CHECK ("approvedRevision" <= "newestRevision" AND "liveRevision" <= "newestRevision"),
  ADD CONSTRAINT article_live_was_published CHECK ("liveRevision" IS NULL OR "firstPublished" IS NOT NULL),
  ADD CONSTRAINT article_killed_is_not_live CHECK ("killedAt" IS NULL OR "liveRevision" IS NULL),
  ADD CONSTRAINT article_put_away_is_not_live
    CHECK (("archivedAt" IS NULL AND "trashedAt" IS NULL) OR "liveRevision" IS NULL),
  ADD CONSTRAINT article_schedule_is_approved CHECK ("publishAt" IS NULL OR state = 'approved');

ALTER TABLE "Tag"
  ADD CONSTRAINT tag_name_given CHECK (name <> ''),
  ADD CONSTRAINT tag_slug_plain CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

ALTER TABLE "Image"
  ADD CONSTRAINT image_has_file CHECK (file_id IS NOT NULL AND width > 0 AND height > 0),
  ADD CONSTRAINT image_focal_point_inside
    CHECK ("focalPointX" BETWEEN 0 AND 1 AND "focalPointY" BETWEEN 0 AND 1);

ALTER TABLE "User" ADD CONSTRAINT user_email_lower_case CHECK (email = lower(email) AND email <> '');

-- Checked at the commit, since a reordering passes through doubles.
ALTER TABLE "Section"
  ADD CONSTRAINT section_belongs CHECK (article IS NOT NULL),
  ADD CONSTRAINT section_position_counts CHECK (position >= 1),
  -- By exclusion: Prisma would take a plain unique constraint for one that the lists do not know.
  ADD CONSTRAINT section_position_unique
    EXCLUDE USING btree (article WITH =, position WITH =) DEFERRABLE INITIALLY DEFERRED;

-- A version names one committed state: a transaction's first write of a story moves it on by one, and later writes of
-- the same transaction keep it or move it on. A write that has read an older version fails.
CREATE FUNCTION ledger.guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written_here boolean;
BEGIN
  IF NEW.version = OLD.version + 1 THEN
    RETURN NEW;
  END IF;
  SELECT xmin = pg_current_xact_id()::xid INTO written_here FROM "Article" WHERE id = OLD.id;
  IF NEW.version = OLD.version AND written_here THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'article % is at version %, which cannot become %', OLD.id, OLD.version, NEW.version
    USING ERRCODE = 'serialization_failure';
END
$$;
CREATE TRIGGER guard_version BEFORE UPDATE ON "Article"
  FOR EACH ROW EXECUTE FUNCTION ledger.guard_version();

-- An article has at most one rubric: its desk. Checked at the commit, since a save may swap one for another.
CREATE FUNCTION ledger.guard_rubric_of_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) > 1 FROM "_Article_tags" joined JOIN "Tag" tag ON tag.id = joined."B"
      WHERE joined."A" = NEW."A" AND tag.kind = 'rubric') THEN
    RAISE EXCEPTION 'article % has more than one rubric', NEW."A" USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER guard_rubric AFTER INSERT OR UPDATE ON "_Article_tags"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.guard_rubric_of_article();

CREATE FUNCTION ledger.guard_rubric_of_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "_Article_tags" mine
      JOIN "_Article_tags" other ON other."A" = mine."A" AND other."B" <> mine."B"
      JOIN "Tag" tag ON tag.id = other."B" AND tag.kind = 'rubric'
    WHERE mine."B" = NEW.id
  ) THEN
    RAISE EXCEPTION 'tag % would be a second rubric of an article', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER guard_rubric AFTER UPDATE OF kind ON "Tag"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'rubric') EXECUTE FUNCTION ledger.guard_rubric_of_tag();

-- What was written once stays: revisions but for the two acts, audit entries and people without exception.
CREATE TRIGGER keep_row BEFORE UPDATE ON "Revision"
  FOR EACH ROW EXECUTE FUNCTION ledger.keep_row('erase');
CREATE TRIGGER keep_row_there BEFORE DELETE ON "Revision"
  FOR EACH ROW EXECUTE FUNCTION ledger.keep_row('seed.reset');
CREATE TRIGGER keep_row BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION ledger.keep_row();
CREATE TRIGGER keep_row BEFORE DELETE ON "User"
  FOR EACH ROW EXECUTE FUNCTION ledger.keep_row();
CREATE TRIGGER keep_whole BEFORE TRUNCATE ON "Revision"
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_truncate();
CREATE TRIGGER keep_whole BEFORE TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_truncate();

-- Pictures: the file of a row never changes.
CREATE FUNCTION ledger.keep_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the file of picture % does not change; upload another picture', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER keep_file BEFORE UPDATE ON "Image"
  FOR EACH ROW WHEN (OLD.file_id IS DISTINCT FROM NEW.file_id OR OLD."contentHash" IS DISTINCT FROM NEW."contentHash")
  EXECUTE FUNCTION ledger.keep_file();
