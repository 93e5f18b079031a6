-- What a picture's file says of itself, and what it was called.
ALTER TABLE "Image" ADD COLUMN "fileName" TEXT NOT NULL DEFAULT '', ADD COLUMN "digitalSourceType" TEXT NOT NULL DEFAULT '';

-- The library is searched by parts of words, in any case and with or without accents.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- unaccent() depends on its dictionary, and is therefore not called immutable; ours names it, and never changes.
CREATE FUNCTION public.picture_words(VARIADIC texts text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent', array_to_string(texts, ' ')))
$$;

CREATE INDEX image_by_words ON "Image" USING gin (
  public.picture_words("caption", "altText", "creditLine", "creator", "fileName") gin_trgm_ops
);

CREATE INDEX image_newest ON "Image" ("createdAt" DESC, "id" DESC);
CREATE INDEX image_by_end_of_rights ON "Image" ("rightsExpire") WHERE "rightsExpire" IS NOT NULL;
