import type { Logger } from 'pino'
import type { Session } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import type { Newsroom } from '../workflow/act.ts'

/** What every job works with. */
export type WorkerDesk = { context: Context<Session>; newsroom: Newsroom; storage: PictureStorage; log: Logger }
