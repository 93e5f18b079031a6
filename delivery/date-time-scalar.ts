import { GraphQLError, Kind, type ASTNode, type GraphQLScalarType } from 'graphql'

const instant = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Answers ISO 8601 in UTC with milliseconds; takes RFC 3339 with a time zone and a day that exists, and nothing else. */
export const dateTimeScalar = {
  serialize: (value: unknown) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  parseValue: (value: unknown) => readInstant(value),
  parseLiteral: node => readInstant(node.kind === Kind.STRING ? node.value : undefined, node),
} satisfies Partial<GraphQLScalarType>

function readInstant(value: unknown, nodes?: ASTNode): Date {
  const [, year, month, day] = (typeof value === 'string' && instant.exec(value)) || []
  const date = new Date(String(value))
  if (day && isDay(Number(year), Number(month), Number(day)) && inCommonEra(date)) return date
  throw new GraphQLError(
    'A DateTime is written like 2026-11-23T05:00:00.000Z: an existing day, a time, and Z or an offset such as +01:00.',
    { nodes },
  )
}

/** JavaScript would read 30 February as 1 March. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Beyond these years PostgreSQL writes dates another way. */
const inCommonEra = (date: Date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999
