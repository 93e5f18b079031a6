/**
 * What one request to the authoring API may ask for. Every refusal names its limit; `docs/contracts/guards.md` lists
 * them, and a test compares. Nothing is ever cut short in silence: an answer is whole, or it is refused.
 */
export const authoringLimits = {
  /** Bytes of a body, its variables included. */
  bodyBytes: 2_000_000,
  /** Characters of the query's text: values belong into variables. */
  characters: 10_000,
  /** Words and signs of the query's text. */
  tokens: 2_000,
  rootFields: 30,
  /** Fields below one another; the admin UI's largest own query needs 7. */
  depth: 16,
  /** Lists within lists, which multiply: three reach the tags of the stories of releases. */
  lists: 3,
  aliases: 50,
  /** Fields that name an answer which stands there already: validation compares each with each. */
  repeats: 50,
  /** Places where a fragment is spread. */
  spreads: 50,
  /** Fields that the schema does not know: enough to see what is wrong with a query. */
  unknownFields: 20,
  /** The largest `take`, either way, and what a list without `take` may hold. */
  take: 1_000,
  /** What a list without `take` may hold inside of another list. */
  nestedTake: 100,
  skip: 100_000,
  /** Rows, and ten for a statement that the database runs for one of them; see `weighQuery`. */
  points: 30_000,
  /** Things in one list of an argument. */
  items: 500,
  /** Things that one mutation makes, changes or moves: the elements of `createArticles(data: […])`, and what they make. */
  writes: 100,
  /** Things that one argument links to: tags, pictures, related stories. */
  related: 1_000,
  /** Names inside one filter or order. */
  conditions: 100,
  /** Filters within filters. */
  filterDepth: 12,
  /** Characters of one text in a filter. */
  filterCharacters: 1_000,
  /** Names and things inside one argument. */
  values: 20_000,
  /** Lists and objects within one another in the variables: a story's text needs about 12, and 4 more a level of a list. */
  variableDepth: 100,
} as const
