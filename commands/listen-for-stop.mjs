import process from 'node:process'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

// One Ctrl-C arrives twice: from the terminal, and again from npm, which passes on what it gets.
const samePressMs = 1000

const lookForParentMs = 250

let listening

/**
 * From here on a signal does not end this process: it aborts `stop`, and one that comes a second or more later aborts
 * `insist`. Whoever works decides what ending well means.
 */
export function listenForStop() {
  listening ??= listen()
  return listening
}

function listen() {
  const stop = new AbortController()
  const insist = new AbortController()
  let firstAt = 0
  for (const signal of signals) {
    process.on(signal, () => {
      if (!stop.signal.aborted) {
        firstAt = performance.now()
        stop.abort(new StopRequested(signal))
      } else if (signal !== 'SIGHUP' && performance.now() - firstAt > samePressMs) {
        insist.abort(new StopRequested(signal))
      }
    })
  }
  if (process.env.npm_lifecycle_event) whenOrphaned(() => stop.abort(new StopRequested('SIGHUP')))
  return { stop: stop.signal, insist: insist.signal }
}

/** An npm that is killed outright tells nobody: without this, its server would go on, and keep the port. */
function whenOrphaned(act) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    act()
  }, lookForParentMs)
  timer.unref()
}

/** Somebody asked this command to end before its work was done. */
export class StopRequested extends Error {
  constructor(signal) {
    super(`Stopped by ${signal}.`)
    this.exitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signal]
  }
}
