import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { test, type TestContext } from 'node:test'
import type { Environment } from '../../environment.ts'
import { makeFirstPeople } from '../../seed/make-first-people.ts'
import { openAuthoring, type Authoring } from '../../seed/open-authoring.ts'
import { passwordKdf } from '../../sign-in/password-kdf.ts'
import { freshDatabase } from '../fresh-database.ts'

type Start = (given: Pick<Environment, 'trialMode' | 'admin'>) => Promise<string[]>

/** A newsroom in which nobody has an account yet, and a start of it: gives what it says. */
async function emptyNewsroom(t: TestContext): Promise<{ start: Start; user: Authoring['context']['prisma']['user'] }> {
  const database = await freshDatabase()
  const authoring = await openAuthoring(database.url, { dataDir: tmpdir(), auditKey: 'a key of this test alone' })
  t.after(() => authoring.close().then(() => database.drop()))
  const start: Start = async given => {
    const said: string[] = []
    // What this reads of the settings.
    await makeFirstPeople(authoring.context, given as Environment, sentence => said.push(sentence))
    return said
  }
  return { start, user: authoring.context.prisma.user }
}

test('a newsroom that others reach does not start while somebody has the password of the trial', async t => {
  const { start, user } = await emptyNewsroom(t)
  await start({ trialMode: true, admin: undefined })
  const open = () => start({ trialMode: false, admin: undefined })

  const refused = await open().catch((error: unknown) => error)
  await user.updateMany({ where: { email: { not: 'editor@example.org' } }, data: { active: false } })
  const refusedForOne = await open().catch((error: unknown) => error)
  await user.updateMany({ data: { active: true, password: await passwordKdf.hash('quatre mots sans lien') } })
  const said = await open()

  for (const error of [refused, refusedForOne])
    assert.match(String(error), /@example\.org still has the password of the trial.*give that account another password/)
  assert.match(String(refusedForOne), /editor@example\.org/)
  assert.deepEqual(said, [], 'there is an admin already')
})

test('outside of a trial there is one account: the admin whom the settings name, or one whose password is said once', async t => {
  const withName = await emptyNewsroom(t)
  const without = await emptyNewsroom(t)

  const named = await withName.start({
    trialMode: false,
    admin: { email: 'Chef@example.org', password: 'quatre mots sans lien' },
  })
  const made = await without.start({ trialMode: false, admin: undefined })
  const again = await without.start({ trialMode: false, admin: undefined })

  const accounts = await withName.user.findMany({ select: { email: true, role: true } })
  assert.deepEqual([named, accounts], [[], [{ email: 'chef@example.org', role: 'admin' }]])
  assert.match(made[0] ?? '', /with the password [\w-]{20}\. It is said this once/)
  assert.deepEqual(again, [])
  assert.equal(await without.user.count(), 1)
})
