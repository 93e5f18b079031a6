import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'

import { NewsroomError } from '../../errors.ts'
import { readRowsFrom, type ReadRows } from '../read-rows.ts'
import { listenForChanges } from './listen-for-changes.ts'
import { changesPage, readChanges, type PublicChange } from './read-changes.ts'

export type ChangeListener = {
  /** New changes, in the order of their positions, each once and none left out; `watch.position` has moved already. */
  changed(changes: readonly PublicChange[]): void
  /** The database was put back to an earlier state: what was known counts no more, and positions go on from here. */
  startedOver?(position: number): void
}

export type WatchOptions = {
  /** What is read from: a replica tells of a change when it has it, and not before. */
  pool: pg.Pool
  log: FastifyBaseLogger
  pollMs?: number
  /** After so long without an answer, the watch counts as deaf. */
  deafAfterMs?: number
}

/**
 * Follows `delivery.change` by position, over the very connections that are read from: polling is the truth, and NOTIFY
 * wakes it early. Starts at the newest change there is. Starting twice is starting once.
 */
export class ChangeWatch {
  /** The newest change that all listeners have been told of; 0 before the first answer. */
  position = 0
  readonly #options: Required<WatchOptions>
  readonly #readRows: ReadRows
  readonly #listeners = new Set<ChangeListener>()
  #listening: ReturnType<typeof listenForChanges> | undefined
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined
  #isStarted = false
  #isStopped = false
  #isFailing = false
  /** Moments of `performance.now()`. */
  #heardAt = -Infinity
  #behindSince: number | undefined

  constructor({ pollMs = 500, deafAfterMs = 3_000, ...options }: WatchOptions) {
    this.#options = { pollMs, deafAfterMs, ...options }
    this.#readRows = readRowsFrom(options.pool)
  }

  start(): void {
    if (this.#isStarted || this.#isStopped) return
    this.#isStarted = true
    const { pool, log } = this.#options
    this.#listening = listenForChanges({ pool, log, hear: position => position > this.position && void this.poll() })
    void this.#pollForEver()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await Promise.all([this.#listening?.stop(), this.#next, this.#running])
  }

  /** Whether all that was committed up to a moment ago has been heard of. */
  isHearing(): boolean {
    return performance.now() - this.#heardAt < this.#options.deafAfterMs
  }

  /** Whether NOTIFY reaches us; without it, changes are heard of within `pollMs`. */
  isListening(): boolean {
    return this.#listening?.isListening() ?? false
  }

  /** For `/readyz`: throws UNAVAILABLE when nothing has been heard for too long. */
  async assertHearing(): Promise<void> {
    if (this.isHearing()) return
    throw new NewsroomError(
      'UNAVAILABLE',
      `Nothing was heard of changes for ${this.#options.deafAfterMs / 1000} seconds. Nothing is answered from memory before the database tells of them again.`,
    )
  }

  /** Gives back how to end it. A listener is called while nothing else runs, and must not wait. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Waits until this position was heard of; false when that cannot be had. */
  async reach(position: number): Promise<boolean> {
    // A poll may have been answered by a replica that lags behind the one that named the position.
    for (let polls = 0; this.position < position && this.isHearing() && polls < 5; polls++) await this.poll()
    return this.position >= position
  }

  /** Asks what is new, in a poll that begins after this call; never rejects. */
  poll(): Promise<void> {
    this.#next ??= (this.#running ?? Promise.resolve()).then(() => {
      this.#next = undefined
      this.#running = this.#hear()
      return this.#running
    })
    return this.#next
  }

  async #pollForEver(): Promise<void> {
    await this.poll()
    if (this.#isStopped) return
    this.#timer = setTimeout(() => void this.#pollForEver(), this.#options.pollMs).unref()
  }

  async #hear(): Promise<void> {
    try {
      let page: 'whole' | 'more' | 'behind'
      let began: number
      do {
        began = performance.now()
        page = await this.#hearPage(began)
      } while (page === 'more' && !this.#isStopped)
      if (page === 'whole') this.#heardAt = began
      this.#isFailing = false
    } catch (error) {
      if (!this.#isFailing) this.#options.log.warn({ err: error }, 'The database does not tell of changes.')
      this.#isFailing = true
    }
  }

  async #hearPage(now: number): Promise<'whole' | 'more' | 'behind'> {
    const isFirst = this.#heardAt === -Infinity
    const { newest, changes } = await readChanges(this.#readRows, isFirst ? Number.MAX_SAFE_INTEGER : this.position)
    if (isFirst) this.position = newest
    if (newest < this.position) return this.#fallBehind(newest, now)
    this.#behindSince = undefined
    const last = changes.at(-1)
    if (!last) return 'whole'
    this.position = last.position
    this.#tell(listener => listener.changed(changes))
    return changes.length === changesPage ? 'more' : 'whole'
  }

  /** A replica may lag behind another for a moment. Longer, and the database itself was put back to an earlier state. */
  #fallBehind(newest: number, now: number): 'whole' | 'behind' {
    this.#behindSince ??= now
    if (now - this.#behindSince < this.#options.deafAfterMs) return 'behind'
    this.#options.log.warn({ known: this.position, newest }, 'The database was put back to an earlier state.')
    this.#behindSince = undefined
    this.position = newest
    this.#tell(listener => listener.startedOver?.(newest))
    return 'whole'
  }

  #tell(tell: (listener: ChangeListener) => void): void {
    for (const listener of [...this.#listeners]) {
      try {
        tell(listener)
      } catch (error) {
        this.#options.log.error({ err: error }, 'A listener for changes failed.')
      }
    }
  }
}
