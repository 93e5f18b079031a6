import type { Person, Role } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'

export type Named = Person & { email: string }

/** The user with this address; one who is missing is made, inactive and without a password, and so cannot sign in. */
export async function findOrMakePerson(context: Context, email: string, role: Role): Promise<Named> {
  const address = email.toLowerCase()
  const wanted = { id: true, name: true, email: true, role: true } as const
  const known = await context.prisma.user.findUnique({ where: { email: address }, select: wanted })
  if (known) return known
  const name = nameFrom(address)
  return context.prisma.user.create({ data: { name, email: address, role, active: false }, select: wanted })
}

/** `marie.curie@example.org` is “Marie Curie” until somebody says better. */
function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? email).split(/[._-]+/).filter(Boolean)
  return words.map(word => word[0]?.toUpperCase() + word.slice(1)).join(' ')
}
