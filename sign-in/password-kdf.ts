import { hash, verify } from '@node-rs/argon2'

/** What a password may be; the upper bound is there so that nobody sends us a book to digest. */
export const passwordLength = { min: 8, max: 200 } as const

/**
 * OWASP's first choice for argon2id (Password Storage Cheat Sheet, 2025): 19 MiB, two passes, one lane.
 * Algorithm 2 is argon2id: the package's enum has no value at run time.
 */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** For Keystone's `password({ kdf })`. Keyboards differ in how they write an é: NFKC makes both the same password. */
export const passwordKdf = {
  hash: (password: string): Promise<string> => hash(password.normalize('NFKC'), cost),
  compare: (password: string, hashed: string): Promise<boolean> =>
    verify(hashed, password.normalize('NFKC')).catch(() => false),
}

/** Whether it is worth hashing at all; the same for every account, so that the answer tells nothing about one. */
export function couldBePassword(password: string): boolean {
  return password.length >= 1 && password.length <= passwordLength.max
}
