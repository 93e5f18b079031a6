import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startDoors } from '../start-doors.ts'

const doors = await startDoors()
after(() => doors.close())

const inFrench = { headers: { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8' } }

test('whoever asks in French is refused in French, with the code that programs read; anybody else in English', async () => {
  const [french, english] = [await doors.ask('{ users { id } }', inFrench), await doors.ask('{ users { id } }')]

  assert.match(french.body.errors?.[0]?.message ?? '', /^Vous n’êtes pas connecté·e/)
  assert.match(english.body.errors?.[0]?.message ?? '', /^You are not signed in/)
  assert.deepEqual(
    [french, english].map(({ body }) => body.errors?.[0]?.extensions['code']),
    ['NOT_SIGNED_IN', 'NOT_SIGNED_IN'],
  )
})

test('a refusal from within GraphQL is said in the same language, the one of a failed sign-in for example', async () => {
  const answer = await doors.signIn('nobody@example.org', 'a wrong password', inFrench)

  assert.match(answer.body.errors?.[0]?.message ?? '', /^Cette adresse e-mail et ce mot de passe ne vont pas ensemble/)
  assert.equal(answer.body.errors?.[0]?.extensions['code'], 'SIGN_IN_FAILED')
})
