import type { Sql } from '../database/sql.ts'
import type { Outside } from '../environment/outside.ts'
import { traceWork } from '../tracing.ts'
import type { PostOutside } from './post-outside.ts'

/** `json` is a body `{ "tags": […] }` with a bearer token, as Cloudflare takes it; `surrogate-key` a header, as Fastly. */
export type Purge = NonNullable<Outside['purge']>

export type Purger = { sql: Sql; post: PostOutside; purge: Purge | undefined; onFailure: (reason: string) => void }

type Due = { position: string; tags: string[] }

const changesAtOnce = 500
/** What Cloudflare takes in one call; others take more. */
const tagsAtOnce = 30
const longestPauseSeconds = 60

/**
 * Tells the CDN to drop everything that depends on what has changed since the last time: many changes become one call.
 * What fails is tried again until it succeeds. One process at a time does it; without a CDN it only keeps up.
 */
export async function purgeCdn(purger: Purger, { stop }: { stop?: AbortSignal } = {}): Promise<void> {
  const { purge } = purger
  if (!purge) return void (await keepUp(purger.sql))
  while (!stop?.aborted) {
    const due = await claim(purger.sql)
    if (!due) return
    const reason = await traceWork({ name: 'cdn purge' }, () => callFor(purger, purge, due.tags))
    if (reason === null) await done(purger.sql, due.position)
    else {
      purger.onFailure(reason)
      return void (await putOff(purger.sql, reason))
    }
  }
}

/** A newsroom that takes a CDN begins there, and not with its whole history. */
const keepUp = (sql: Sql): Promise<unknown> =>
  sql(`update outgoing.purge set position = newest, tries = 0, last_error = null
         from (select max(position) as newest from delivery.change) c where position < newest`)

const claim = async (sql: Sql): Promise<Due | undefined> =>
  (
    await sql<Due>(
      `with taken as (
         update outgoing.purge set tries = tries + 1, next_try = clock_timestamp() + interval '60 seconds'
          where next_try <= clock_timestamp()
            and position < (select coalesce(max(position), 0) from delivery.change)
         returning position
       ),
       changes as (
         select c.* from taken, delivery.change c where c.position > taken.position
          order by c.position limit ${changesAtOnce}
       )
       select max(position)::text as position, array(
                select 'articles' union select 'article:' || article from changes where article is not null
                union select 'tag:' || t from changes, unnest(tags) t order by 1) as tags
         from changes having count(*) > 0`,
    )
  )[0]

const done = (sql: Sql, position: string) =>
  sql(
    `update outgoing.purge set position = $1::bigint, tries = 0, last_error = null, next_try = clock_timestamp()
      where position < $1::bigint`,
    [position],
  )

const putOff = (sql: Sql, reason: string): Promise<unknown> =>
  sql(
    `update outgoing.purge set last_error = $1, next_try = clock_timestamp() +
       least(2 ^ least(tries, 10), ${longestPauseSeconds}) * interval '1 second'`,
    [reason.slice(0, 500)],
  )

async function callFor({ post }: Purger, purge: Purge, tags: string[]): Promise<string | null> {
  for (let first = 0; first < tags.length; first += tagsAtOnce) {
    try {
      const { status } = await post({ url: purge.url, ...written(purge, tags.slice(first, first + tagsAtOnce)) })
      if (status < 200 || status >= 300) return `The CDN answered ${status}.`
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  return null
}

function written({ style, token }: Purge, tags: string[]) {
  if (style === 'surrogate-key')
    return { headers: { 'surrogate-key': tags.join(' '), ...(token && { 'fastly-key': token }) }, body: '' }
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  return { headers, body: JSON.stringify({ tags }) }
}
