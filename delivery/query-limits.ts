/** What one query may ask. Every refusal names its limit; `docs/contracts/delivery.md` lists them, and a test compares. */
export const queryLimits = {
  /** Characters of the query's text. */
  characters: 10_000,
  /** Words and signs of the query's text. */
  tokens: 1_000,
  /** Bytes of a POST body, the variables included. */
  bodyBytes: 65_536,
  rootFields: 10,
  /** Fields below one another. The standard introspection query has 15. */
  depth: 15,
  aliases: 50,
  /** Fields that name an answer which stands there already. */
  repeats: 20,
  /** Places in the text where a fragment is spread. */
  spreads: 20,
  /** Fields that the schema does not know: enough to see what is wrong with a query. */
  unknownFields: 10,
  /** Lists of stories below a story or a tag. */
  articleLevels: 4,
  /** The largest `first`. */
  first: 100,
  /**
   * Points: a field is 1, a text or document 5, a tag 5, a story 25, each times the lengths of the lists around it; a
   * list without `first` is reckoned with `storyOrTagLength` or `otherLength`. At the seed's size, the most that this
   * allows is about 4,000 short stories or 1,000 whole ones.
   */
  points: 100_000,
  /** Characters of what `search` looks for. */
  searchCharacters: 200,
  /** Seconds, from the first statement to the beginning of the last; each statement has five of its own. */
  seconds: 10,
  storyOrTagLength: 5,
  otherLength: 10,
} as const
