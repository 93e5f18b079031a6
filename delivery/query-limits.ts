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
  /** Lists of stories below a story or a tag. */
  articleLevels: 4,
  /** The largest `first`. */
  first: 100,
  /**
   * Points: a field is 1, a text or document 5, a tag 5, a story 25, each times the lengths of the lists around it;
   * lists without `first` are reckoned with `listLength`. A hundred stories with everything are about 40,000.
   */
  points: 100_000,
  listLength: 10,
} as const
