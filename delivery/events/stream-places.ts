import { NewsroomError } from '../../errors.ts'

export type StreamLimits = {
  /** Streams of this process. */
  all: number
  /** Streams of one address: a site's servers may well stand behind one. */
  anAddress: number
}

export const streamLimits: StreamLimits = { all: 1_000, anAddress: 100 }

/** Counts who holds a stream, and turns away whoever would be one too many. */
export function streamPlaces({ all, anAddress }: StreamLimits) {
  const held = new Map<string, number>()
  let taken = 0

  function leave(address: string): void {
    taken -= 1
    const rest = (held.get(address) ?? 1) - 1
    if (rest > 0) held.set(address, rest)
    else held.delete(address)
  }

  return {
    /** Gives back how to leave, which may be done twice. Throws `TOO_MANY_STREAMS` or `UNAVAILABLE`. */
    take(address: string): () => void {
      const own = held.get(address) ?? 0
      if (own >= anAddress) throw tooManyOfOne(anAddress)
      if (taken >= all) throw tooMany(all)
      taken += 1
      held.set(address, own + 1)
      let isLeft = false
      return () => {
        if (!isLeft) leave(address)
        isLeft = true
      }
    },
    taken: () => taken,
  }
}

const tooManyOfOne = (limit: number) =>
  new NewsroomError(
    'TOO_MANY_STREAMS',
    `This address holds ${limit} streams of events already, and no more are open to it. Share one among your readers.`,
  )

const tooMany = (limit: number) =>
  new NewsroomError('UNAVAILABLE', `All ${limit} streams of events are taken here. Ask again in a moment.`)
