import { PrismaPg } from '@prisma/adapter-pg'

/** How Prisma connects, in the server and in scripts alike. */
export const prismaOptions = (connectionString: string, { max = 20 }: { max?: number } = {}) => ({
  adapter: new PrismaPg({ connectionString, max }),
  transactionOptions: { timeout: 60_000, maxWait: 10_000 },
})
