-- Every part of the library but one holds usable pictures only.
DROP INDEX image_newest;
CREATE INDEX image_usable ON "Image" ("createdAt" DESC, "id" DESC) WHERE "killedAt" IS NULL;

-- Parts that are mostly small, and would cost a look at every picture.
CREATE INDEX image_incomplete ON "Image" ("createdAt" DESC, "id" DESC)
  WHERE "killedAt" IS NULL AND (("altText" = '' AND NOT "isDecorative") OR "creditLine" = '');
CREATE INDEX image_killed ON "Image" ("createdAt" DESC, "id" DESC) WHERE "killedAt" IS NOT NULL;
