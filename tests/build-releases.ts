import type { Desk, Shown, Story, TestNewsroom } from './newsroom.ts'

export type ReleaseRow = { id: string; version: number; state: string; releasedAt: string | null }

const shown = 'id version state name releaseAt releasedAt scheduleError articles { id }'

/** A release of these stories, made by the editor. */
export async function buildRelease(
  { desks }: TestNewsroom,
  stories: Pick<Story, 'id'>[],
  name = 'Élections',
): Promise<ReleaseRow> {
  const { data, refusal } = await createRelease(desks.editor, stories, name)
  if (refusal) throw new Error(`${refusal.code}: ${refusal.message}`)
  return data?.['release'] as ReleaseRow // asked for by the query
}

export const createRelease = (desk: Desk, stories: Pick<Story, 'id'>[], name = 'Élections') =>
  desk.ask(`mutation ($data: ReleaseCreateInput!) { release: createRelease(data: $data) { ${shown} } }`, {
    data: { name, articles: { connect: stories.map(({ id }) => ({ id })) } },
  })

export const changeRelease = (desk: Desk, { id, version }: ReleaseRow, data: Record<string, unknown>) =>
  desk.ask(
    `mutation ($id: ID!, $data: ReleaseUpdateInput!) { release: updateRelease(where: { id: $id }, data: $data) { ${shown} } }`,
    { id, data: { version, ...data } },
  )

export const letGo = (desk: Desk, { id, version }: ReleaseRow) =>
  desk.ask(
    `mutation ($id: ID!, $version: Int!) { release: releaseRelease(where: { id: $id }, version: $version) { ${shown} } }`,
    { id, version },
  )

export const schedule = (desk: Desk, { id, version }: ReleaseRow, releaseAt: string) =>
  desk.ask(
    `mutation ($id: ID!, $version: Int!, $releaseAt: DateTime!) {
       release: scheduleRelease(where: { id: $id }, version: $version, releaseAt: $releaseAt) { ${shown} } }`,
    { id, version, releaseAt },
  )

export const unschedule = (desk: Desk, { id, version }: ReleaseRow) =>
  desk.ask(
    `mutation ($id: ID!, $version: Int!) { release: unscheduleRelease(where: { id: $id }, version: $version) { ${shown} } }`,
    { id, version },
  )

export const releaseIn = (shownRelease: Shown) => shownRelease as unknown as ReleaseRow // as the queries above ask
