import { existsSync } from 'node:fs'
import { refuse, valueOf, type Variables } from './variables.ts'

/** How readers' questions are answered. */
export type AnswerSettings = Readonly<{
  /** How much memory ready answers to readers may take; 0 keeps none. */
  deliveryCacheMegabytes: number
  /** A file or folder with the only queries that readers' apps may ask. */
  allowedQueries: string | undefined
}>

export function readAnswerSettings(variables: Variables): AnswerSettings {
  return { deliveryCacheMegabytes: readDeliveryCache(variables), allowedQueries: readAllowedQueriesPlace(variables) }
}

function readDeliveryCache(variables: Variables): number {
  const text = valueOf(variables, 'DELIVERY_CACHE_MB') ?? '64'
  const megabytes = /^\d{1,6}$/.test(text) ? Number(text) : Infinity
  if (megabytes > 65_536) {
    refuse(
      `DELIVERY_CACHE_MB is “${text}”. Give a whole number of megabytes up to 65536, for example DELIVERY_CACHE_MB=64; ` +
        '0 keeps no answers in memory.',
    )
  }
  return megabytes
}

function readAllowedQueriesPlace(variables: Variables): string | undefined {
  const place = valueOf(variables, 'ALLOWED_QUERIES')
  if (place && !existsSync(place)) {
    refuse(
      `ALLOWED_QUERIES is “${place}”, and nothing is there. Name a folder of .graphql files or a JSON file of hashes ` +
        'and queries, or leave it out to answer every query within the limits.',
    )
  }
  return place
}
