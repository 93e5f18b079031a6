import { randomBytes } from 'node:crypto'
import { roles, type Role } from '../access.ts'
import type { Environment } from '../environment.ts'
import { NewsroomError } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import { passwordKdf } from '../sign-in/password-kdf.ts'

export const trialPassword = 'bouclage-demo'
const trialAddress = (role: Role) => `${role}@example.org`
const trialNames: Record<Role, string> = {
  author: 'Camille Auteur',
  editor: 'Dominique Rédac',
  publisher: 'Sacha Éditeur',
  admin: 'Alex Admin',
}

type Say = (sentence: string) => void

/**
 * The people without whom nobody could sign in: in trial mode one for each role, and the first admin, whom the
 * settings name or who is made with a password that is said once. Does nothing where an admin can sign in already.
 */
export async function makeFirstPeople(context: Context, environment: Environment, say: Say): Promise<void> {
  if (!environment.trialMode) await assertNoTrialPassword(context)
  const admins = await context.prisma.user.count({ where: { role: 'admin', active: true, password: { not: null } } })
  if (admins > 0) return
  if (environment.trialMode) await makeTrialPeople(context)
  if (environment.admin) await makePerson(context, { ...environment.admin, name: 'Admin', role: 'admin' })
  else if (!environment.trialMode) await makeAdminOnce(context, say)
}

async function makeTrialPeople(context: Context): Promise<void> {
  for (const role of roles) {
    await makePerson(context, { email: trialAddress(role), password: trialPassword, name: trialNames[role], role })
  }
}

async function makeAdminOnce(context: Context, say: Say): Promise<void> {
  const password = randomBytes(15).toString('base64url')
  await makePerson(context, { email: 'admin@example.org', password, name: 'Admin', role: 'admin' })
  say(`The first admin is admin@example.org with the password ${password}. It is said this once: write it down.`)
}

type NewPerson = { email: string; password: string; name: string; role: Role }

/** Somebody of this address whom the seed has named before is given the account. */
async function makePerson(context: Context, { email, password, name, role }: NewPerson): Promise<void> {
  const account = { name, role, active: true, password: await passwordKdf.hash(password) }
  const address = email.toLowerCase()
  await context.prisma.user.upsert({
    where: { email: address },
    create: { ...account, email: address },
    update: account,
  })
}

/** A password that everybody knows opens nothing but a trial on one's own machine. */
async function assertNoTrialPassword(context: Context): Promise<void> {
  const people = await context.prisma.user.findMany({
    where: { email: { in: roles.map(trialAddress) }, active: true, password: { not: null } },
    select: { email: true, password: true },
  })
  for (const { email, password } of people) {
    if (!password || !(await passwordKdf.compare(trialPassword, password))) continue
    throw new NewsroomError(
      'SETTING_REFUSED',
      `${email} still has the password of the trial, and others could reach this address. ` +
        'Start on HOST=localhost without DATABASE_URL, give that account another password or deactivate it, then start again.',
    )
  }
}
