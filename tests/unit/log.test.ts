import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { createLog } from '../../server/log.ts'
import { runInRequest } from '../../server/request-context.ts'

function listen(level = 'info') {
  const lines: string[] = []
  const destination = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line))
      done()
    },
  })
  return { lines, log: createLog({ level, destination }) }
}

test('secrets are struck out, wherever in an entry they hang', () => {
  const { lines, log } = listen()

  log.info(
    {
      password: 'hidden-1',
      headers: { cookie: 'hidden-2', authorization: 'hidden-3' },
      a: { b: { token: 'hidden-4' } },
    },
    'x',
  )

  assert.doesNotMatch(lines.join(''), /hidden/)
  assert.match(lines.join(''), /\[secret\]/)
})

test('an entry written while a request is answered carries its id', () => {
  const { lines, log } = listen()

  runInRequest({ requestId: 'request-1234', address: '::1' }, () => log.info('inside'))
  log.info('outside')

  assert.deepEqual(
    lines.map(line => JSON.parse(line).requestId),
    ['request-1234', undefined],
  )
})

test('of a database error the log keeps the reason, and not the values of the query', () => {
  const { lines, log } = listen()
  const error = Object.assign(
    new Error('Invalid invocation:\n{ email: "a@example.org" }\nThe column does not exist.'),
    {
      name: 'PrismaClientKnownRequestError',
      code: 'P2022',
    },
  )

  log.error({ err: error }, 'x')

  const { err } = JSON.parse(lines[0] ?? '')
  const { stack, ...told } = err
  assert.deepEqual(told, {
    type: 'PrismaClientKnownRequestError',
    code: 'P2022',
    message: 'The column does not exist.',
  })
  assert.match(stack, /^ +at .*log\.test\.ts/)
})

test('of an error the log keeps what it is, and nothing that hangs on it, however deep', () => {
  const { lines, log } = listen()
  const broken = Object.assign(new Error('Connection terminated'), {
    ...{ code: '57P01', detail: 'Key (email)=(hidden-1) already exists.', where: 'hidden-2' },
    client: { connectionParameters: { password: 'hidden-3' }, queryQueue: [{ text: '', values: ['hidden-4'] }] },
  })
  const asked = Object.assign(new Error('invalid input syntax for type integer: "hidden-5 "and" hidden-6"'), {
    cause: broken,
  })

  log.error({ err: new Error('The story could not be saved.', { cause: asked }) }, 'x')

  assert.doesNotMatch(lines.join(''), /hidden/)
  const { err } = JSON.parse(lines[0] ?? '')
  assert.equal(err.cause.message, 'invalid input syntax for type integer: "…"')
  assert.equal(err.cause.cause.code, '57P01')
})
