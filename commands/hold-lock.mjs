import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

const pollMs = 200
// Of a holder on another machine only the file's age is known; no install and no build takes this long.
const foreignLockMs = 15 * 60 * 1000

/**
 * Does `work` while no other process holds the lock `file`, and waits for its turn. A lock whose holders have all died
 * is taken over.
 */
export async function holdLock(file, { purpose, say, stop }, work) {
  await takeLock(file, { purpose, say, stop })
  const holders = [identityOf(process.pid)]
  const lock = {
    alsoHeldBy(pid) {
      holders.push(identityOf(pid))
      const draft = draftOf(file, { purpose, holders })
      renameSync(draft, file)
    },
  }
  try {
    return await work(lock)
  } finally {
    rmSync(file, { force: true })
  }
}

async function takeLock(file, { purpose, say, stop }) {
  let told = false
  while (!tryToTake(file, purpose)) {
    const holder = readLock(file)
    if (!holder) continue
    if (isStale(file, holder)) {
      removeStale(file, holder)
      continue
    }
    if (!told) say(`Waiting for another process that is ${holder.purpose} (${holder.holders.join(', ')}).`)
    told = true
    await pause(pollMs, undefined, { signal: stop }).catch(() => undefined)
    stop.throwIfAborted()
  }
}

function tryToTake(file, purpose) {
  const draft = draftOf(file, { purpose, holders: [identityOf(process.pid)] })
  try {
    // Unlike a file opened for writing, a link appears with its whole content.
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft)
  }
}

function draftOf(file, { purpose, holders }) {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, JSON.stringify({ purpose, host: hostname(), holders }))
  return draft
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function isStale(file, { host, holders }) {
  if (host === hostname()) return holders.every(holder => identityOf(Number.parseInt(holder, 10)) !== holder)
  const age = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  return Date.now() - age > foreignLockMs
}

/** Two may find the same stale lock: the slower one must not remove what the faster one has put in its place. */
function removeStale(file, stale) {
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    renameSync(file, aside)
    if (JSON.stringify(readLock(aside)) !== JSON.stringify(stale)) linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Process number and start time: after a restart of a container the same number soon belongs to somebody else. */
function identityOf(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return `${pid} (ended)`
  }
  const { state, startedAt } = readProcessTable(pid)
  if (state === 'Z') return `${pid} (ended)`
  return startedAt ? `${pid} since ${startedAt}` : `${pid}`
}

/** Linux tells more than whether a number is in use; elsewhere the number has to do. */
function readProcessTable(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold spaces: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], startedAt: fields[19] }
  } catch {
    return {}
  }
}
