import type { Role } from '../access.ts'

export type { Role }

// Said again for the browser, where the access rules themselves do not belong; the type keeps it complete.
const ranks: Record<Role, number> = { author: 0, editor: 1, publisher: 2, admin: 3 }

export const isAtLeast = (role: Role, wanted: Role): boolean => ranks[role] >= ranks[wanted]
