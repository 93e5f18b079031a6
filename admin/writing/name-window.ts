/** A name that no other window has; also where a page is not from a secure address, which has no `randomUUID`. */
export const nameWindow = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('')
