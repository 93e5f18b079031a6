export function listenForStop(): { stop: AbortSignal; insist: AbortSignal }

export class StopRequested extends Error {
  readonly exitCode: number
}
