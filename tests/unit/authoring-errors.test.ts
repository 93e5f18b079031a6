import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GraphQLError } from 'graphql'
import { NewsroomError } from '../../errors.ts'
import { formatAuthoringError, noteFailure } from '../../server/authoring-errors.ts'
import { createLog } from '../../server/log.ts'
import { runInRequest } from '../../server/request-context.ts'

const format = formatAuthoringError(createLog({ level: 'silent' }))

/** As GraphQL hands it over: the error's public form, and the error. */
function answerTo(error: GraphQLError, actor?: string) {
  return runInRequest({ requestId: 'request-1234', address: '::1', actor }, () => format(error.toJSON(), error))
}

const keystone = (code: string, message: string) =>
  new GraphQLError(message, { extensions: { code, debug: [{ stacktrace: 'at …' }] } })

test('a refusal of ours arrives with its code, its sentence and its details, and nothing meant for the server', () => {
  const refusal = new NewsroomError('ARTICLE_CHANGED', 'Somebody was faster.', { version: 7, http: { status: 409 } })

  const answer = answerTo(new GraphQLError('wrapped', { originalError: refusal, path: ['updateArticle'] }), 'zoe')

  assert.deepEqual(answer, {
    message: 'Somebody was faster.',
    path: ['updateArticle'],
    extensions: { code: 'ARTICLE_CHANGED', version: 7 },
  })
})

test('what Keystone denies is not signed in for a stranger, and not permitted for a colleague', () => {
  const denied = keystone('KS_ACCESS_DENIED', 'Access denied: You cannot create that Tag')

  assert.equal(answerTo(denied).extensions?.code, 'NOT_SIGNED_IN')
  assert.deepEqual(answerTo(denied, 'zoe'), {
    message: 'You cannot create that Tag',
    extensions: { code: 'NOT_PERMITTED' },
  })
})

test('what Keystone says about the form keeps its words', () => {
  const invalid = keystone(
    'KS_VALIDATION_FAILURE',
    'You provided invalid data for this operation.\n  - Tag.name: missing',
  )

  assert.deepEqual(answerTo(invalid, 'zoe'), { message: invalid.message, extensions: { code: 'INVALID_INPUT' } })
})

test('a failed connection of rows keeps its words only when they are all Keystone’s', () => {
  const own = keystone(
    'KS_RELATIONSHIP_ERROR',
    'An error occurred…\n  - Article.tags: Access denied: You cannot connect that Tag',
  )
  const made = keystone(
    'KS_RELATIONSHIP_ERROR',
    'An error occurred…\n  - Article.tags: You provided invalid data for this operation.\n  - Tag.name: value must not be empty',
  )
  const foreign = keystone(
    'KS_RELATIONSHIP_ERROR',
    'An error occurred…\n  - Article.tags: connect ECONNREFUSED 10.1.2.3',
  )

  assert.equal(answerTo(own, 'zoe').extensions?.code, 'NOT_PERMITTED')
  assert.equal(answerTo(made, 'zoe').extensions?.code, 'INVALID_INPUT')
  assert.equal(answerTo(foreign, 'zoe').extensions?.code, 'INTERNAL')
  assert.doesNotMatch(JSON.stringify(answerTo(foreign, 'zoe')), /ECONN|10\.1/)
})

test('anything else is ours to explain: nothing of it is in the answer but the request’s number', () => {
  for (const error of [
    keystone('KS_EXTENSION_ERROR', 'An error occurred while running "Article.hooks".\n  - secret'),
    keystone('KS_RESOLVER_ERROR', 'secret'),
    new GraphQLError('secret', { originalError: Object.assign(new TypeError('secret'), { code: 'NOT_OURS' }) }),
    new GraphQLError('secret', {
      originalError: Object.assign(new Error('secret'), { name: 'NewsroomError', code: 'toString' }),
    }),
  ]) {
    const answer = answerTo(error, 'zoe')

    assert.equal(answer.extensions?.code, 'INTERNAL')
    assert.match(answer.message, /request-1234/)
    assert.doesNotMatch(JSON.stringify(answer), /secret|stack/)
  }
})

test('a database that is away is said to be away', () => {
  const away = Object.assign(new Error('Can’t reach database server at 10.1.2.3'), {
    name: 'PrismaClientKnownRequestError',
    code: 'P1001',
  })

  const answer = answerTo(new GraphQLError('Context creation failed: …', { originalError: away }), 'zoe')

  assert.deepEqual(answer, {
    message: 'The database does not answer at the moment. Try again in a minute.',
    extensions: { code: 'UNAVAILABLE' },
  })
})

test('what Keystone denies because it could not look it up is an outage', () => {
  const sentence = 'Article.image: Access denied: You cannot connect that Image - it may not exist'
  const denied = keystone(
    'KS_RELATIONSHIP_ERROR',
    `An error occurred while resolving relationship fields.\n  - ${sentence}`,
  )

  assert.equal(codeAfter(broken, denied), 'UNAVAILABLE')
  assert.equal(codeAfter(mistaken, denied), 'NOT_PERMITTED')
})

test('what breaks in a hook because the database fell is an outage, though its message has no code', () => {
  const hook = keystone(
    'KS_EXTENSION_ERROR',
    'An error occurred while running "afterOperation".\n  - Server has closed it.',
  )

  assert.equal(codeAfter(broken, hook), 'UNAVAILABLE')
  assert.equal(codeAfter(mistaken, hook), 'INTERNAL')
  assert.equal(codeAfter(conflict, hook), 'INTERNAL')
})

const broken = new Error('Connection terminated unexpectedly')
/** Of two who wait for each other one is tried again: what breaks afterwards has nothing to do with it. */
const conflict = Object.assign(new Error('deadlock detected'), { code: '40P01' })
const mistaken = Object.assign(new Error('no such column'), { code: '42703' })

/** Of an answer in a request in which a statement had failed before. */
function codeAfter(failure: unknown, error: GraphQLError): unknown {
  return runInRequest({ requestId: 'request-1234', address: '::1', actor: 'zoe' }, () => {
    noteFailure(failure)
    return format(error.toJSON(), error).extensions?.code
  })
}
