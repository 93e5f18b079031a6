/**
 * Every refusal Bouclage can answer with: its code, the HTTP status it travels under, and when it is given.
 * Codes are never reused. `docs/errors.md` lists the same codes, and a test compares the two.
 */
export const errorCatalogue = {
  NOT_SIGNED_IN: { status: 401, when: 'Nobody is signed in, and the authoring API answers only to people and tokens.' },
  SIGN_IN_FAILED: {
    status: 401,
    when: 'The e-mail address and password do not belong together, or the account is closed.',
  },
  TOO_MANY_TRIES: { status: 429, when: 'Too many sign-in tries for one account or from one address.' },
  TOO_MANY_STREAMS: { status: 429, when: 'One address holds as many streams of events as it may.' },
  NOT_PERMITTED: { status: 403, when: 'The role of the person signed in does not allow this.' },
  OWN_TEXT: { status: 403, when: 'Somebody tried to approve a text that they wrote or changed.' },
  NOT_FOUND: { status: 404, when: 'The thing named does not exist, or this person may not see it.' },
  WRONG_STATE: { status: 409, when: 'The story is in a state from which this move does not start.' },
  ARTICLE_CHANGED: { status: 409, when: 'Somebody else saved or moved the story since the version named was read.' },
  NOTHING_TO_PUBLISH: { status: 409, when: 'The approved revision is already the live one.' },
  NOTHING_APPROVED: { status: 409, when: 'The story has no approved revision to publish.' },
  CHECKLIST_FAILED: {
    status: 422,
    when: 'The story misses something the checklist asks for; the answer lists every item.',
  },
  REASON_MISSING: { status: 422, when: 'A reason or note is required, and was empty or too long.' },
  RELEASE_REFUSED: {
    status: 409,
    when: 'A story of the release does not qualify, so nothing of it goes live; the answer lists each reason.',
  },
  EMBARGOED: { status: 409, when: 'The story is under embargo until a time that has not come.' },
  RIGHTS_EXPIRED: { status: 409, when: 'The rights of a picture in the story have run out.' },
  SLUG_TAKEN: { status: 409, when: 'The slug belongs, or once belonged in public, to another story.' },
  INVALID_INPUT: { status: 400, when: 'A value is missing, malformed, too long or out of its range.' },
  UPLOAD_REFUSED: { status: 422, when: 'An uploaded file is not a picture that we take, is damaged, or is too large.' },
  LIMIT_EXCEEDED: { status: 400, when: 'A query is larger, deeper or wider than its stated limit.' },
  QUERY_NOT_ALLOWED: { status: 403, when: 'Only the queries of a list are answered here, and this is none of them.' },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 200,
    when: 'No query is known under this hash: send its text with it. Clients expect status 200.',
  },
  FUTURE_AS_OF: { status: 400, when: 'An `asOf` lies in the future.' },
  DOCUMENT_REFUSED: { status: 422, when: 'An imported document does not fit the format; the answer names the line.' },
  NOT_EXPRESSIBLE: { status: 422, when: 'An export cannot carry something that the story holds as plain text.' },
  SETTING_REFUSED: {
    status: 500,
    when: 'A setting or the machine does not allow a start; the sentence says what to change.',
  },
  UNAVAILABLE: { status: 503, when: 'The database or the storage does not answer at the moment.' },
  BUSY: { status: 503, when: 'A door has as much work as it takes on at once; this request was not begun.' },
  INTERNAL: { status: 500, when: 'Something broke that is our fault; the log holds the request id.' },
} as const satisfies Record<string, { status: number; when: string }>

export type ErrorCode = keyof typeof errorCatalogue

/** The languages of the interface; whoever asks for no other is answered in the first. */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/** What an editor is told, in every language of the interface: one that lacks a language does not compile. */
export type Sentence = Readonly<Record<Language, string>>

/**
 * A refusal in words: a code of the catalogue, and a sentence that says which thing, what is wrong and what to do.
 * GraphQL servers copy `extensions` into their answer, so the code reaches the caller through either API. In English
 * alone it is for programs and operators; what an editor may meet is a `Refusal`.
 */
export class NewsroomError extends Error {
  override readonly name = 'NewsroomError'
  readonly code: ErrorCode
  readonly status: number
  readonly sentence: Sentence
  /** Sentences among them are said like the error's own. */
  readonly extensions: Record<string, unknown>

  constructor(code: ErrorCode, sentence: string | Sentence, details: Record<string, unknown> = {}) {
    super(typeof sentence === 'string' ? sentence : sentence.en)
    this.code = code
    this.status = errorCatalogue[code].status
    this.sentence = typeof sentence === 'string' ? { en: sentence, fr: sentence } : sentence
    this.extensions = { ...details, code }
  }
}

/** A refusal that an editor may meet, in every language of the interface; its message, for logs, is the English one. */
export class Refusal extends NewsroomError {
  constructor(code: ErrorCode, sentence: Sentence, details: Record<string, unknown> = {}) {
    super(code, sentence, details)
  }
}
