import { config } from '@keystone-6/core'
import { PrismaPg } from '@prisma/adapter-pg'
import { diskStorage } from './images/disk-storage.ts'
import { lists } from './schema.ts'
import { readEnvironment } from './environment.ts'

const environment = readEnvironment()
export default config({
  db: {
    provider: 'postgresql',
    prismaClientOptions: () => ({ adapter: new PrismaPg({ connectionString: environment.databaseUrl }) }),
    extendPrismaSchema: schema => schema.replace(/^(\s*\w+\s+DateTime\??)/gm, '$1 @postgresql.Timestamptz(3)'),
  },
  lists: lists({ auditKey: () => environment.auditKey, requestId: () => null }, diskStorage('x')),
})
