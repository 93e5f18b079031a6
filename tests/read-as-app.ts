import { buildDelivery } from '../delivery/build-delivery.ts'
import { openDeliveryPool } from '../delivery/open-delivery-pool.ts'
import type { TestNewsroom } from './newsroom.ts'

/** The door of the readers, over the same database and pictures as a newsroom. */
export async function readAsApp({ databaseUrl, storage }: Pick<TestNewsroom, 'databaseUrl' | 'storage'>) {
  const pool = openDeliveryPool({ databaseUrl, max: 2 })
  const app = buildDelivery({ pool, publicUrl: 'https://news.example', storage })
  await app.ready()
  return {
    async ask(query: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
      const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } })
      const { data, errors } = response.json<{ data: Record<string, unknown> | null; errors?: { message: string }[] }>()
      if (!data) throw new Error(errors?.[0]?.message ?? response.body)
      return data
    },
    statusOf: async (url: string): Promise<number> => (await app.inject({ method: 'GET', url })).statusCode,
    async close() {
      await app.close()
      await pool.end()
    },
  }
}

export type App = Awaited<ReturnType<typeof readAsApp>>
