-- What readers get. Written inside transitions and tag saves, read by delivery alone; unknown to Prisma.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE SCHEMA delivery;

-- Search: one configuration a language family, accents ignored.
CREATE TEXT SEARCH CONFIGURATION delivery.french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION delivery.french
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION delivery.english (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION delivery.english
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION delivery.plain (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION delivery.plain
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;

CREATE FUNCTION delivery.search_configuration(language text) RETURNS regconfig
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE lower(split_part(language, '-', 1))
    WHEN 'fr' THEN 'delivery.french'
    WHEN 'en' THEN 'delivery.english'
    ELSE 'delivery.plain'
  END::regconfig
$$;

-- One row an interval: this revision of this article was what readers got from valid_from until valid_to.
CREATE TABLE delivery.publication (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  article         text NOT NULL,
  revision        integer NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('publish', 'correct', 'update', 'refresh')),
  slug            text NOT NULL,
  headline        text NOT NULL,
  language        text NOT NULL,
  content         jsonb NOT NULL,
  search          tsvector NOT NULL,
  note            text,
  first_published timestamptz(3) NOT NULL,
  valid_from      timestamptz(3) NOT NULL,
  valid_to        timestamptz(3),
  ended_by        text CHECK (ended_by IN ('replaced', 'unpublished', 'killed')),
  end_note        text,
  -- Killed and erased stories are shown at no instant, the past included.
  withheld        boolean NOT NULL DEFAULT false,
  CHECK ((valid_to IS NULL) = (ended_by IS NULL)),
  CHECK (valid_to > valid_from),
  CHECK (first_published <= valid_from),
  CHECK ((kind = 'correct') = (note IS NOT NULL)),
  CONSTRAINT publication_intervals_apart
    EXCLUDE USING gist (article WITH =, tstzrange(valid_from, valid_to) WITH &&)
);
CREATE UNIQUE INDEX publication_one_live_an_article ON delivery.publication (article) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX publication_one_live_a_slug ON delivery.publication (slug) WHERE valid_to IS NULL;
CREATE INDEX publication_newest ON delivery.publication (first_published DESC, article DESC) WHERE valid_to IS NULL;
CREATE INDEX publication_newest_by_language ON delivery.publication (language, first_published DESC, article DESC) WHERE valid_to IS NULL;
CREATE INDEX publication_history ON delivery.publication (article, valid_from DESC);
CREATE INDEX publication_past ON delivery.publication (first_published DESC, article DESC, valid_from, valid_to);
CREATE INDEX publication_search ON delivery.publication USING gin (search) WHERE valid_to IS NULL;

-- A publication's tags, with what keyset pages by tag sort on.
CREATE TABLE delivery.publication_tag (
  publication     bigint NOT NULL REFERENCES delivery.publication ON DELETE CASCADE,
  tag             text NOT NULL,
  article         text NOT NULL,
  first_published timestamptz(3) NOT NULL,
  valid_from      timestamptz(3) NOT NULL,
  valid_to        timestamptz(3),
  PRIMARY KEY (publication, tag)
);
CREATE INDEX publication_tag_live ON delivery.publication_tag (tag, first_published DESC, article DESC) WHERE valid_to IS NULL;
CREATE INDEX publication_tag_past ON delivery.publication_tag (tag, first_published DESC, article DESC, valid_from, valid_to);

-- Shared vocabulary as it stood: a rename ends one interval and begins another.
CREATE TABLE delivery.tag (
  id         text NOT NULL,
  name       text NOT NULL,
  slug       text NOT NULL,
  kind       text NOT NULL,
  uri        text,
  valid_from timestamptz(3) NOT NULL,
  valid_to   timestamptz(3),
  CHECK (valid_to > valid_from),
  CONSTRAINT tag_intervals_apart EXCLUDE USING gist (id WITH =, tstzrange(valid_from, valid_to) WITH &&)
);
CREATE UNIQUE INDEX tag_one_current ON delivery.tag (id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX tag_one_current_a_slug ON delivery.tag (slug) WHERE valid_to IS NULL;
CREATE INDEX tag_by_slug ON delivery.tag (slug, valid_from DESC);

-- Every slug that was ever public belongs to its article for ever.
CREATE TABLE delivery.slug (
  slug    text PRIMARY KEY,
  article text NOT NULL
);
CREATE INDEX slug_by_article ON delivery.slug (article);

-- Pictures that a publication uses or used: what strangers may be served.
CREATE TABLE delivery.picture (
  key       text PRIMARY KEY,
  image     text NOT NULL,
  width     integer NOT NULL,
  height    integer NOT NULL,
  killed_at timestamptz(3)
);

-- One row a publication event; the position follows the order of commits (it is assigned under the ledger's lock).
CREATE TABLE delivery.change (
  position bigint PRIMARY KEY,
  at       timestamptz(3) NOT NULL,
  kind     text NOT NULL CHECK (kind IN ('publish', 'correct', 'update', 'refresh', 'unpublish', 'kill', 'tag', 'reset')),
  article  text,
  tags     text[] NOT NULL DEFAULT '{}'
);

-- The row that every recording transaction locks last: the audit chain's head and the last change's position.
CREATE SCHEMA ledger;
CREATE TABLE ledger.head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  sequence integer NOT NULL,
  hash     text NOT NULL,
  position bigint NOT NULL
);
INSERT INTO ledger.head (sequence, hash, position) VALUES (0, '', 0);

-- The two acts that may touch what is otherwise for ever say so in their transaction: set local bouclage.act = '…'.
CREATE FUNCTION ledger.act() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('bouclage.act', true), '')
$$;

-- Public history is for ever: an interval may be ended once and may be withheld, and nothing else of it changes.
CREATE FUNCTION delivery.keep_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ledger.act() = 'seed.reset' OR (ledger.act() = 'erase' AND TG_OP = 'UPDATE') THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'delivery.publication keeps every interval: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.valid_to IS NOT NULL AND (NEW.valid_to, NEW.ended_by) IS DISTINCT FROM (OLD.valid_to, OLD.ended_by)
     AND NOT (OLD.ended_by = 'unpublished' AND NEW.ended_by = 'killed' AND NEW.valid_to = OLD.valid_to) THEN
    RAISE EXCEPTION 'an interval of delivery.publication ends once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.withheld AND NOT NEW.withheld THEN
    RAISE EXCEPTION 'what was withheld stays so' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.article, NEW.revision, NEW.kind, NEW.slug, NEW.headline, NEW.language, NEW.content, NEW.search, NEW.note, NEW.first_published, NEW.valid_from)
     IS DISTINCT FROM
     (OLD.article, OLD.revision, OLD.kind, OLD.slug, OLD.headline, OLD.language, OLD.content, OLD.search, OLD.note, OLD.first_published, OLD.valid_from) THEN
    RAISE EXCEPTION 'a publication does not change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_publication BEFORE UPDATE OR DELETE ON delivery.publication
  FOR EACH ROW EXECUTE FUNCTION delivery.keep_publication();

CREATE FUNCTION ledger.refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is never truncated', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER keep_publication_whole BEFORE TRUNCATE ON delivery.publication
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_truncate();

-- A slug belongs to its story for ever, and positions only grow.
CREATE FUNCTION ledger.keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ledger.act() = ANY (TG_ARGV) THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION '%.% keeps every row: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER keep_slug BEFORE UPDATE OR DELETE ON delivery.slug
  FOR EACH ROW EXECUTE FUNCTION ledger.keep_row('seed.reset');
CREATE TRIGGER keep_slug_whole BEFORE TRUNCATE ON delivery.slug
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_truncate();
CREATE TRIGGER keep_change BEFORE UPDATE OR DELETE ON delivery.change
  FOR EACH ROW EXECUTE FUNCTION ledger.keep_row();
CREATE TRIGGER keep_change_whole BEFORE TRUNCATE ON delivery.change
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_truncate();
