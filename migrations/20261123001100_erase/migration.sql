-- The article's version that a revision belongs to: whoever holds an older version is told what has changed since.
ALTER TABLE "Revision" ADD COLUMN "version" INTEGER;

-- An erasure puts a tombstone in the place of a revision's content, once and for ever; hashes, names and dates stay.
CREATE FUNCTION ledger.keep_erased_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ledger.act() <> 'erase' OR NEW.snapshot IS DISTINCT FROM '{"erased": true}'::jsonb
     OR to_jsonb(NEW) - 'snapshot' IS DISTINCT FROM to_jsonb(OLD) - 'snapshot' THEN
    RAISE EXCEPTION '"Revision" keeps every row: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER keep_row BEFORE UPDATE ON "Revision"
  FOR EACH ROW EXECUTE FUNCTION ledger.keep_erased_revision();

-- Likewise of a publication: it is withheld, and says nothing any more.
CREATE FUNCTION delivery.keep_erased_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ledger.act() = 'erase' AND (NOT NEW.withheld OR NEW.valid_to IS NULL
     OR to_jsonb(NEW) - ARRAY['headline', 'content', 'search', 'note', 'end_note', 'withheld', 'ended_by']
        IS DISTINCT FROM
        to_jsonb(OLD) - ARRAY['headline', 'content', 'search', 'note', 'end_note', 'withheld', 'ended_by']) THEN
    RAISE EXCEPTION 'an erasure withholds a publication that has ended, and keeps its dates'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_erased BEFORE UPDATE ON delivery.publication
  FOR EACH ROW EXECUTE FUNCTION delivery.keep_erased_publication();

-- Which publications show a picture: a kill takes it out of all that are live.
CREATE FUNCTION delivery.pictures_of(content jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY(SELECT jsonb_array_elements_text(
    jsonb_path_query_array(content, '$.image.id') || jsonb_path_query_array(content, '$.sections[*].image.id')))
$$;
CREATE INDEX publication_by_picture ON delivery.publication USING gin (delivery.pictures_of(content));
