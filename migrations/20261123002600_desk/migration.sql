-- What editors ask of all stories at once: the article list, the desk, the calendar. Unknown to Prisma.
CREATE SCHEMA IF NOT EXISTS desk;

-- Words as they stand, accents ignored; no stems, so that whoever types the beginning of a word finds it.
CREATE TEXT SEARCH CONFIGURATION desk.words (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION desk.words
  ALTER MAPPING FOR hword, hword_part, word, numword WITH unaccent, simple;

-- Words apart by single spaces: a text and what is looked for in it are cut alike.
CREATE FUNCTION desk.plain(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(normalize(written, NFC), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- All of these words, each perhaps only begun. Null, which matches nothing, where there is no word.
CREATE FUNCTION desk.query(written text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsquery('desk.words', string_agg(word || ':*', ' & '))
    FROM regexp_split_to_table(desk.plain(written), ' ') AS word WHERE word <> ''
$$;

CREATE FUNCTION desk.sort_text(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary, written))
$$;

-- A revision's headline, standfirst, byline and sections. Text that is bold in the middle of a word stays one word.
-- A tsvector holds a megabyte: what comes after 150,000 characters is not looked in.
CREATE FUNCTION desk.words_of(snapshot jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('desk.words', left(desk.plain(concat_ws(' ',
    snapshot ->> 'headline', snapshot ->> 'description', snapshot ->> 'byline', snapshot ->> 'slug',
    (SELECT string_agg(concat_ws(' ', section ->> 'heading', (
              SELECT string_agg((
                       SELECT string_agg(child ->> 'text', '') FROM jsonb_array_elements(node -> 'children') AS child), ' ')
                FROM jsonb_path_query(section -> 'body', 'strict $.** ? (exists(@.children[*].text))') AS node)), ' ')
       FROM jsonb_path_query(snapshot, '$.sections[*]') AS section))), 150000))
$$;

-- The newest revision is the working copy, so this is what the list's search looks in.
CREATE TABLE desk.search (
  article text PRIMARY KEY REFERENCES "Article" ON DELETE CASCADE,
  words   tsvector NOT NULL
);
-- Without a list of what is still to be sorted in: each save does that at once, and no search reads that list.
CREATE INDEX search_words ON desk.search USING gin (words) WITH (fastupdate = off);

CREATE FUNCTION desk.keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An erasure leaves no word of the story; the empty copy's revision follows.
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM desk.search WHERE article = NEW."articleId";
    RETURN NULL;
  END IF;
  INSERT INTO desk.search (article, words)
  SELECT id, desk.words_of(NEW.snapshot) FROM "Article" WHERE id = NEW."articleId"
  ON CONFLICT (article) DO UPDATE SET words = EXCLUDED.words;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_search AFTER INSERT OR UPDATE ON "Revision"
  FOR EACH ROW EXECUTE FUNCTION desk.keep_search();

INSERT INTO desk.search (article, words)
SELECT a.id, desk.words_of(r.snapshot)
  FROM "Article" a JOIN "Revision" r ON r."articleId" = a.id AND r.number = a."newestRevision";

-- The list's orders; the id makes each total, since pages are cut by key. Stories at hand, archived ones and those in
-- the trash may be very many, so each of their orders is walked; of the rest only some are written to at a time.
CREATE INDEX article_by_publication ON "Article" ((coalesce("firstPublished", '-infinity')), id)
  WHERE "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_by_headline ON "Article" ((desk.sort_text(headline)), id)
  WHERE "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_by_schedule ON "Article" ((coalesce("publishAt", 'infinity')), id)
  WHERE "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX archived_by_publication ON "Article" ((coalesce("firstPublished", '-infinity')), id)
  WHERE "archivedAt" IS NOT NULL AND "trashedAt" IS NULL;
CREATE INDEX archived_by_headline ON "Article" ((desk.sort_text(headline)), id)
  WHERE "archivedAt" IS NOT NULL AND "trashedAt" IS NULL;
CREATE INDEX trashed_by_publication ON "Article" ((coalesce("firstPublished", '-infinity')), id)
  WHERE "trashedAt" IS NOT NULL;
CREATE INDEX trashed_by_headline ON "Article" ((desk.sort_text(headline)), id) WHERE "trashedAt" IS NOT NULL;

-- What the list and the desk pick, in the order in which they show it first.
CREATE INDEX article_at_hand ON "Article" ((coalesce("updatedAt", "createdAt")), id)
  WHERE "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_of_author ON "Article" (author, (coalesce("updatedAt", "createdAt")), id)
  WHERE "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_in_review ON "Article" ((coalesce("updatedAt", "createdAt")), id)
  WHERE state = 'in_review' AND "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_changed_since_live ON "Article" ((coalesce("updatedAt", "createdAt")), id)
  WHERE "liveRevision" <> "newestRevision" AND "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_scheduled ON "Article" ((coalesce("publishAt", 'infinity')), id)
  WHERE ("publishAt" IS NOT NULL OR ("liveRevision" IS NOT NULL AND "unpublishAt" IS NOT NULL))
    AND "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_archived ON "Article" ((coalesce("updatedAt", "createdAt")), id)
  WHERE "archivedAt" IS NOT NULL AND "trashedAt" IS NULL;
CREATE INDEX article_trashed ON "Article" ((coalesce("updatedAt", "createdAt")), id) WHERE "trashedAt" IS NOT NULL;
CREATE INDEX article_to_publish ON "Article" ((coalesce("updatedAt", "createdAt")), id)
  WHERE state = 'approved' AND "approvedRevision" IS DISTINCT FROM "liveRevision"
    AND "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_in_progress ON "Article" (author, (coalesce("updatedAt", "createdAt")), id)
  WHERE (state <> 'approved' OR "approvedRevision" IS DISTINCT FROM "liveRevision")
    AND "trashedAt" IS NULL AND "archivedAt" IS NULL;
CREATE INDEX article_embargoed ON "Article" ("embargoedUntil") WHERE "embargoedUntil" IS NOT NULL;
