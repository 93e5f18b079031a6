-- What readers ask for, made ready: the parts of a publication's content that a query names are read and parsed, and no
-- others. Computed by the database from `content`, so they cannot say anything else than what was approved. As json and
-- not jsonb: its text goes out as it lies there.

CREATE FUNCTION delivery.without_sections(content jsonb) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (content - 'sections')::text::json;

CREATE FUNCTION delivery.with_sections(content jsonb, left_out text[]) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
  content || jsonb_build_object('sections', (
    SELECT coalesce(jsonb_agg(section - left_out ORDER BY place), '[]')
    FROM jsonb_array_elements(content -> 'sections') WITH ORDINALITY AS listed (section, place)
  ))
)::text::json;

ALTER TABLE delivery.publication
  ADD COLUMN teaser json GENERATED ALWAYS AS (delivery.without_sections(content)) STORED,
  ADD COLUMN with_texts json GENERATED ALWAYS AS (delivery.with_sections(content, '{html,document}')) STORED,
  ADD COLUMN with_html json GENERATED ALWAYS AS (delivery.with_sections(content, '{text,document}')) STORED;

-- A trigger before the update sees the new row without its computed columns: they follow content, and are left out.
CREATE OR REPLACE FUNCTION delivery.keep_erased_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may_change CONSTANT text[] := '{headline,content,teaser,with_texts,with_html,search,note,end_note,withheld,ended_by}';
BEGIN
  IF ledger.act() = 'erase' AND (NOT NEW.withheld OR NEW.valid_to IS NULL
     OR to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change) THEN
    RAISE EXCEPTION 'an erasure withholds a publication that has ended, and keeps its dates'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
