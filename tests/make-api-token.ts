import assert from 'node:assert/strict'
import type { AuthoringUnderTest } from './start-authoring.ts'

type Asked = { email: string; access?: 'read' | 'write'; days?: number; name?: string }

export const makeMutation = `mutation ($name: String!, $access: ApiTokenAccessType!, $days: Int!) {
  makeApiToken(name: $name, access: $access, days: $days) }`

/** A token as its person makes it, newly signed in, and what a program sends with it. */
export async function makeApiToken(
  { ask, signIn }: Pick<AuthoringUnderTest, 'ask' | 'signIn'>,
  { email, access = 'write', days = 30, name = 'La dépêche' }: Asked,
) {
  const { cookie } = await signIn(email, 'correct horse')
  const { body } = await ask(makeMutation, { cookie, variables: { name, access, days } })
  const token = String(body.data?.['makeApiToken'] ?? assert.fail(body.errors?.[0]?.message))
  return { token, cookie, program: { headers: { authorization: `Bearer ${token}` } } }
}
