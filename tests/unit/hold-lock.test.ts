import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { holdLock } from '../../commands/hold-lock.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bouclage-lock-'))
  file = path.join(folder, 'build.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Somebody who builds until `end` is called; resolves once the building has begun. */
function beginBuilding(): Promise<{ end: () => void; ended: Promise<void> }> {
  return new Promise(begun => {
    const ended = holdLock(file, patient, () => new Promise<void>(end => begun({ end, ended: Promise.resolve(ended) })))
  })
}

const patient = { purpose: 'building', say: () => {}, stop: new AbortController().signal }

test('of several who want to build, one at a time does', async () => {
  let atWork = 0
  let most = 0
  const build = async () => {
    most = Math.max(most, (atWork += 1))
    await new Promise(setImmediate)
    atWork -= 1
  }

  await Promise.all([1, 2, 3].map(() => holdLock(file, patient, build)))

  assert.equal(most, 1)
  assert.equal(existsSync(file), false)
})

test('whoever waits is told for whom', async () => {
  const first = await beginBuilding()
  const said: string[] = []
  const say = (sentence: string) => {
    said.push(sentence)
    first.end()
  }

  const second = await holdLock(file, { ...patient, say }, async () => 'built')

  assert.equal(second, 'built')
  assert.equal(said.length, 1)
  assert.match(said.join(), new RegExp(`^Waiting for another process that is building \\(${process.pid}`))
})

test('a build that fails lets the next one begin', async () => {
  const failing = holdLock(file, patient, async () => {
    throw new Error('no disk')
  })

  await assert.rejects(failing, /no disk/)
  assert.equal(await holdLock(file, patient, async () => 'built'), 'built')
})

test('the lock of a process that was killed is taken over', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  await leaveLockHeldBy(child)
  child.kill('SIGKILL')
  await once(child, 'exit')

  assert.equal(await holdLock(file, patient, async () => 'built'), 'built')
})

test('the number of a dead process that belongs to another one now does not keep anybody out', async () => {
  const reused = { purpose: 'building', host: hostname(), holders: [`${process.pid} since 1`] }
  writeFileSync(file, JSON.stringify(reused))

  assert.equal(await holdLock(file, patient, async () => 'built'), 'built')
})

test('a step that outlives its killed command is waited for', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
  await once(child, 'spawn')
  await leaveLockHeldBy(child)
  const asked: string[] = []
  const say = (sentence: string) => {
    asked.push(sentence)
    child.stdin.end()
  }

  await holdLock(file, { ...patient, say }, async () => {
    assert.equal(child.exitCode, 0)
  })

  assert.match(asked.join(), new RegExp(`\\(${child.pid}`))
})

test('whoever waits can be asked to stop', async () => {
  const stop = new AbortController()
  const first = await beginBuilding()

  const second = holdLock(file, { ...patient, stop: stop.signal, say: () => stop.abort() }, async () => 'built')

  await assert.rejects(second, { name: 'AbortError' })
  first.end()
  await first.ended
})

/** A lock file as a command leaves it that was killed while its step was running. */
async function leaveLockHeldBy(step: ChildProcess): Promise<void> {
  const aside = path.join(folder, 'aside')
  await holdLock(file, patient, async lock => {
    lock.alsoHeldBy(step.pid ?? 0)
    copyFileSync(file, aside)
  })
  const left: { holders: string[] } = JSON.parse(readFileSync(aside, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...left, holders: left.holders.slice(1) }))
}
