import { refuse, valueOf, type Variables } from './variables.ts'

/** The first admin, when the operator names one. */
export type FirstAdmin = Readonly<{ email: string; password: string }>

export function readFirstAdmin(variables: Variables): FirstAdmin | undefined {
  const email = valueOf(variables, 'ADMIN_EMAIL')
  const password = variables.ADMIN_PASSWORD || undefined
  if (!email && !password) return undefined
  if (!email) refuse('ADMIN_PASSWORD is set and ADMIN_EMAIL is not. Set both, for example ADMIN_EMAIL=you@example.org.')
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    refuse(`ADMIN_EMAIL is “${email}”, which is not an e-mail address. Give one, for example you@example.org.`)
  }
  if (!password) refuse('ADMIN_EMAIL is set and ADMIN_PASSWORD is not. Set both, or neither to have one made for you.')
  if (password.length < 8) refuse('ADMIN_PASSWORD is too short. Give at least 8 characters; four unrelated words do.')
  return Object.freeze({ email, password })
}
