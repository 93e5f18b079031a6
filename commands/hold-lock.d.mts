/** `alsoHeldBy` names a process started under the lock: until it has ended too, the lock stays taken. */
export type HeldLock = { alsoHeldBy(pid: number): void }

export function holdLock<Result>(
  file: string,
  options: { purpose: string; say: (sentence: string) => void; stop: AbortSignal },
  work: (lock: HeldLock) => Promise<Result>,
): Promise<Result>
