-- Pages of the sitemap are ranges of ids: read from this index alone, each costs the same however many stories there are.
CREATE INDEX publication_live_by_id ON delivery.publication (id) INCLUDE (slug, valid_from)
  WHERE valid_to IS NULL AND NOT withheld;

-- A stream of events that begins before the last reset goes on from it.
CREATE INDEX change_resets ON delivery.change (position) WHERE kind = 'reset';
