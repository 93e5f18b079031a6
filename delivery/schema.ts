/** What apps may ask. No mutation, no subscription, and no argument or type that could name a draft. */
export const deliverySchema = /* GraphQL */ `
  "An instant, ISO 8601 in UTC with milliseconds: 2026-11-23T05:00:00.000Z. As an argument, a time zone is required."
  scalar DateTime

  scalar JSON

  type Query {
    """
    One story, by slug or by id: name exactly one of them. A slug it had before finds it too; the slug answered is the
    one it has. With asOf, the story as readers got it at that instant. Null when it was not public then.
    """
    article(slug: String, id: ID, asOf: DateTime): Article

    """
    Stories, newest first by their first publication. tag is a tag's slug; language matches exactly; publishedAfter and
    publishedBefore leave out the instant they name. first is 1 to 100.
    """
    articles(
      first: Int = 20
      after: String
      tag: String
      language: String
      publishedAfter: DateTime
      publishedBefore: DateTime
      asOf: DateTime
    ): ArticleConnection!

    """
    Stories that hold words, the best match first: headlines weigh most, then standfirst and headings, bodies, captions
    and bylines. Accents and capitals do not matter; French and English words are found in all their forms. Words are
    looked for together; "quotes" make a phrase, OR (in capitals) an alternative, and -word leaves stories out. Of more
    than 1,000 matches, the newest 1,000 are ranked. language matches exactly; without it, stories of any language are
    found. At most 200 characters.
    """
    search(query: String!, first: Int = 20, after: String, language: String, asOf: DateTime): SearchConnection!

    "One tag, by its slug. Only tags of public stories exist here."
    tag(slug: String!, asOf: DateTime): Tag

    "Tags of public stories, in the order of their slugs. first is 1 to 100."
    tags(first: Int = 100, after: String, kind: String, asOf: DateTime): TagConnection!

    "What became of an address that readers may hold. Null when nothing was ever public under it."
    articleStatus(slug: String!, asOf: DateTime): ArticleStatus
  }

  type Article {
    id: ID!
    slug: String!
    headline: String!
    "The standfirst."
    description: String
    byline: String
    "BCP 47."
    language: String!
    "Words of headings and bodies, at 200 a minute, rounded up."
    readingMinutes: Int!
    wordCount: Int!
    firstPublished: DateTime!
    "When readers first got the story as it is answered here."
    lastModified: DateTime!
    image: Image
    sections: [Section!]!
    tags: [Tag!]!
    "Stories chosen by the desk, in its order: those that are public."
    relatedArticles: [Article!]!
    "Stories that share the most tags with this one, the newest first among equals."
    similarArticles(first: Int = 4): [Article!]!
    "Public correction notes, the oldest first."
    corrections: [Correction!]!
    "The story as a schema.org NewsArticle."
    jsonLd: JSON!
  }

  type Section {
    id: ID!
    "1, 2, 3 …"
    position: Int!
    heading: String
    "Safe HTML."
    html: String!
    "Paragraphs as written, separated by one empty line."
    text: String!
    "The editor's document, as JSON."
    document: JSON!
    image: Image
  }

  type Image {
    id: ID!
    "The address of a rendition, WebP unless asked otherwise. Widths are 320, 640, 960, 1280 and 1920; another goes to the next, and without one it is as wide as the picture. With an aspect, it is cropped around the focal point."
    url(width: Int, format: ImageFormat, aspect: ImageAspect): String!
    "All widths, for the srcset attribute of an img or source element."
    srcset(format: ImageFormat, aspect: ImageAspect): String!
    "Pixels of the original."
    width: Int!
    height: Int!
    "Empty for a decorative picture."
    altText: String!
    caption: String
    creditLine: String
    copyrightNotice: String
    "The picture does not show the event itself (photo non contractuelle)."
    isIllustrative: Boolean!
    focalPoint: FocalPoint
  }

  enum ImageFormat {
    JPEG
    PNG
    WEBP
    AVIF
  }

  "Width to height of a crop."
  enum ImageAspect {
    SQUARE
    FOUR_BY_FIVE
    FOUR_BY_THREE
    THREE_BY_TWO
    SIXTEEN_BY_NINE
  }

  "What must stay in view when the picture is cropped: 0 to 1 from the left and from the top."
  type FocalPoint {
    x: Float!
    y: Float!
  }

  type Tag {
    id: ID!
    name: String!
    slug: String!
    "rubric, place, person, organisation or topic."
    kind: String!
    uri: String
    "Stories with this tag, newest first. first is 1 to 100."
    articles(first: Int = 20, after: String): ArticleConnection!
  }

  type Correction {
    note: String!
    publishedAt: DateTime!
  }

  type ArticleStatus {
    status: PublicStatus!
    "The story's address: another one than asked for when it MOVED."
    slug: String!
    since: DateTime!
    "For a KILLED story, the public note that says why."
    note: String
  }

  enum PublicStatus {
    "Public, under the slug asked for."
    LIVE
    "Public, under another slug."
    MOVED
    "Not public any more."
    WITHDRAWN
    "Withdrawn for a legal or factual cause."
    KILLED
  }

  type ArticleConnection {
    edges: [ArticleEdge!]!
    nodes: [Article!]!
    pageInfo: PageInfo!
  }

  type ArticleEdge {
    cursor: String!
    node: Article!
  }

  type SearchConnection {
    edges: [SearchEdge!]!
    nodes: [Article!]!
    pageInfo: PageInfo!
  }

  type SearchEdge {
    cursor: String!
    node: Article!
    "How well the story matches: to be compared within one answer."
    rank: Float!
    "A passage of the story around the words found. Safe HTML: everything is escaped but <mark>, which stands around them."
    excerpt: String!
    "The same passage as plain text."
    excerptText: String!
  }

  type TagConnection {
    edges: [TagEdge!]!
    nodes: [Tag!]!
    pageInfo: PageInfo!
  }

  type TagEdge {
    cursor: String!
    node: Tag!
  }

  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`
