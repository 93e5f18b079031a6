import { actingAs, openAuthoring } from '../seed/open-authoring.ts'
import { findOrMakePerson } from '../seed/find-people.ts'

/**
 * A publisher in a process of its own, started by the tests that kill it. It is sent a release, says that it begins,
 * and after the answer what the answer was.
 */
const [databaseUrl = '', dataDir = '', auditKey = ''] = process.argv.slice(2)
const { context } = await openAuthoring(databaseUrl, { dataDir, auditKey })
const publisher = actingAs(context, await findOrMakePerson(context, 'publisher@example.org', 'publisher'))

const letGo = `mutation ($id: ID!, $version: Int!) { releaseRelease(where: { id: $id }, version: $version) { id } }`

process.on('message', async (release: { id: string; version: number }) => {
  process.send?.('begun')
  const { errors } = await publisher.graphql.raw({ query: letGo, variables: release })
  process.send?.(errors ? `refused: ${errors[0]?.message}` : 'released')
})
process.send?.('ready')
