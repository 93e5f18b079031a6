export const ownSchemas: readonly string[]
