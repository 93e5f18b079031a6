-- Search finds words however their accents are written, and wherever a reader sees them begin and end.

-- Dictionaries now get words whose accents are gone already, but for those that `search_words` gives back.
ALTER TEXT SEARCH CONFIGURATION delivery.french ALTER MAPPING FOR hword, hword_part, word WITH french_stem;
ALTER TEXT SEARCH CONFIGURATION delivery.english ALTER MAPPING FOR hword, hword_part, word WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION delivery.plain ALTER MAPPING FOR hword, hword_part, word WITH simple;

-- Text as words and spaces alone. PostgreSQL's parser would read addresses, tags and paths into punctuation, and where
-- LC_CTYPE is C it takes every sign beyond ASCII for a letter: “l’armée” and “« mot »” would be one word each.
CREATE FUNCTION delivery.plain_words(text text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(
    unaccent('unaccent', translate(normalize(text, NFC),
      -- Soft hyphens and marks of direction stand inside words without being part of them.
      U&'\00AD\061C\200B\200E\200F\202A\202B\202C\202D\202E\2060\2066\2067\2068\2069\FEFF', '')),
    '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7'
    || '\u02C2-\u02DF\u037E\u0387\u055A-\u055F\u0589\u058A\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u060C\u061B\u061F\u066A-\u066D'
    || '\u06D4\u0964\u0965\u0E5A\u0E5B\u10FB\u1360-\u1368\u166D\u1680\u17D4-\u17DB\u1800-\u180A\u2000-\u200B\u2010-\u206F'
    || '\u20A0-\u20CF\u2100-\u214F\u2190-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D-\u303F\u30FB\uFD3E\uFD3F'
    || '\uFE10-\uFE19\uFE30-\uFE6F\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFFF\U0001F000-\U0001FAFF]+',
    ' ', 'g');

-- What the stemmer is given. French endings are told by their accents, which nobody types: those that a plain ending
-- betrays come back (évacuée, première, sécurité, évacuèrent), the same for whoever wrote them and whoever did not.
-- The stop words that have accents would not be known without them: another stands for them. Été is also the summer.
CREATE FUNCTION delivery.stemmable_words(language text, words text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE delivery.search_configuration(language)
    WHEN 'delivery.french'::regconfig THEN
      regexp_replace(regexp_replace(regexp_replace(words,
        '\m(a|memes?|et(ais|ait|ant|aient|ions|iez|es))\M', 'de', 'gi'),
        '(\w\w)e(?=es?\M)|(\w\wit)e(?=s?\M)', '\1\2é', 'gi'),
        '(\w\wi)e(?=res?\M)|(\w\w)e(?=rent\M)', '\1\2è', 'gi')
    ELSE words
  END;

-- Stems as they are compared: the accents that came back are gone again, and a last i, which depends on them.
CREATE FUNCTION delivery.comparable_stems(language text, stems text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE delivery.search_configuration(language)
    WHEN 'delivery.french'::regconfig THEN regexp_replace(translate(stems, 'éè', 'ee'), '(\w{3})i''', '\1''', 'g')
    ELSE stems
  END;

CREATE FUNCTION delivery.search_vector(language text, text text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN delivery.comparable_stems(language,
    to_tsvector(delivery.search_configuration(language),
      delivery.stemmable_words(language, delivery.plain_words(text)))::text)::tsvector;

-- What a reader looks for, as words, quoted phrases, or, and a minus before what is not wanted: see websearch_to_tsquery.
CREATE FUNCTION delivery.search_query(language text, query text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN delivery.comparable_stems(language,
    websearch_to_tsquery(delivery.search_configuration(language),
      delivery.stemmable_words(language, unaccent('unaccent', normalize(query, NFC))))::text)::tsquery;

-- What a story is found by: headline (A), standfirst and headings (B), bodies (C), captions and byline (D). Not by its
-- tags, which are renamed without a publication. PostgreSQL refuses a vector over 1 MB: of longer texts, the beginning.
CREATE FUNCTION delivery.search_of(content jsonb) RETURNS tsvector
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (
    SELECT
      setweight(delivery.search_vector(language, left(content ->> 'headline', 2000)), 'A') ||
      setweight(delivery.search_vector(language, left(concat_ws(E'\n\n', content ->> 'description', headings), 20000)), 'B') ||
      setweight(delivery.search_vector(language, left(coalesce(bodies, ''), 150000)), 'C') ||
      setweight(delivery.search_vector(language, left(concat_ws(E'\n\n', content ->> 'byline', content #>> '{image,caption}', captions), 10000)), 'D')
    FROM (SELECT content ->> 'language') AS named (language),
      (SELECT string_agg(section ->> 'heading', E'\n\n' ORDER BY place),
              string_agg(section ->> 'text', E'\n\n' ORDER BY place),
              string_agg(section #>> '{image,caption}', E'\n\n' ORDER BY place)
       FROM jsonb_array_elements(content -> 'sections') WITH ORDINALITY AS listed (section, place)) AS parts (headings, bodies, captions)
  );

CREATE FUNCTION delivery.file_for_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := coalesce(delivery.search_of(NEW.content), ''::tsvector);
  RETURN NEW;
END
$$;
CREATE TRIGGER file_for_search BEFORE INSERT ON delivery.publication
  FOR EACH ROW EXECUTE FUNCTION delivery.file_for_search();

-- Publications are not changed by this, only found: what they say stays as it was. Erased ones say nothing.
ALTER TABLE delivery.publication DISABLE TRIGGER keep_publication;
UPDATE delivery.publication SET search = delivery.search_of(content) WHERE content ? 'headline';
ALTER TABLE delivery.publication ENABLE TRIGGER keep_publication;

-- For a search in the past; what is live has an index of its own.
CREATE INDEX publication_search_past ON delivery.publication USING gin (search) WHERE valid_to IS NOT NULL;

-- A story's corrections without its other publications: a live blog has hundreds.
CREATE INDEX publication_corrections ON delivery.publication (article, valid_from) WHERE kind = 'correct';

-- What a tag was called at an instant, without the GiST index of the constraint.
CREATE INDEX tag_by_id ON delivery.tag (id, valid_from DESC);

-- With the publication in the index, looking for similar stories reads a third of the pages (10,000 stories, 200 tags).
DROP INDEX delivery.publication_tag_live;
CREATE INDEX publication_tag_live ON delivery.publication_tag (tag, first_published DESC, article DESC)
  INCLUDE (publication) WHERE valid_to IS NULL;
DROP INDEX delivery.publication_tag_past;
CREATE INDEX publication_tag_past ON delivery.publication_tag (tag, first_published DESC, article DESC, valid_from, valid_to)
  INCLUDE (publication);
