import type { Session } from '../access.ts'
import { sqlOfPg } from '../database/sql.ts'
import type { Context } from '../generated/keystone/types.ts'
import { findOrMakePerson } from '../seed/find-people.ts'
import { actingAs, openAuthoring } from '../seed/open-authoring.ts'
import { openBenchDatabase } from './bench-database.ts'
import { makeNewsroomArticles } from './make-newsroom-articles.ts'
import { medianOf } from './measure.ts'
import { alignTable } from './print-report.ts'
import type { Options } from './read-options.ts'

/** Milliseconds, medians. */
export type ListFigures = { size: number; opening: number; paging: number; searching: number }

const sizes = [100, 100_000]
const repeats = 40

const query = `query ($after: String, $search: String!) { articleList(after: $after, search: $search) {
  lines { id headline moves } next total { count isMore } } }`

/** What opening, paging and searching the editors' article list takes, over few stories and over many. */
export async function measureAdminList(
  { server }: Pick<Options, 'server'>,
  say: (sentence: string) => void,
): Promise<{ text: string; figures: ListFigures[] }> {
  const figures: ListFigures[] = []
  for (const size of sizes) {
    say(`Writing ${size} stories.`)
    figures.push(await measureList(size, server))
  }
  return { text: printFigures(figures), figures }
}

async function measureList(size: number, server: string | undefined): Promise<ListFigures> {
  const database = await openBenchDatabase(server)
  const authoring = await openAuthoring(database.url, {
    dataDir: 'data/bench',
    auditKey: 'the bench keeps no secret here',
  })
  try {
    await makeNewsroomArticles(sqlOfPg(database.pool), size)
    const person = await findOrMakePerson(authoring.context, 'editor@bench.example', 'editor')
    const editor = actingAs(authoring.context, person)
    return {
      size,
      opening: await timeOf(() => list(editor, null)),
      paging: await timePages(editor),
      searching: await timeOf(() => list(editor, null, 'budget')),
    }
  } finally {
    await authoring.close()
    await database.drop()
  }
}

/** Walks on from page to page, and begins anew at the end. */
async function timePages(editor: Context<Session>): Promise<number> {
  let after: string | null = null
  return timeOf(async () => {
    after = await list(editor, after)
  })
}

/** The cursor of the page that follows. */
async function list(editor: Context<Session>, after: string | null, search = ''): Promise<string | null> {
  const { data, errors } = await editor.graphql.raw({ query, variables: { after, search } })
  const found = data as { articleList: { lines: unknown[]; next: string | null } } | null | undefined // as asked for
  if (!found || found.articleList.lines.length === 0) throw new Error(errors?.[0]?.message ?? 'The list is empty.')
  return found.articleList.next
}

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let done = 0; done < repeats; done += 1) {
    const began = performance.now()
    await act()
    times.push(performance.now() - began)
  }
  return medianOf(times)
}

function printFigures(figures: ListFigures[]): string {
  const [few, many] = figures
  if (!few || !many) return ''
  const rows = (['opening', 'paging', 'searching'] as const).map(act => [
    act,
    ...[few[act], many[act]].map(ms => `${ms.toFixed(1)} ms`),
    (many[act] / few[act]).toFixed(2),
  ])
  const head = ['the article list', ...figures.map(({ size }) => `${size.toLocaleString('en')} stories`), 'ratio']
  return alignTable([head, ...rows])
}
