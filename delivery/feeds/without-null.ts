/** What is unknown is left out: the formats of feeds know no null. */
export const withoutNull = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null))
