import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
  const said: string[] = []
  let letGo = () => {}
  const first = holdLock(file, patient, () => new Promise<void>(resolve => (letGo = resolve)))

  const second = holdLock(file, { ...patient, say: sentence => (letGo(), said.push(sentence)) }, async () => 'built')

  assert.equal(await second, 'built')
  assert.match(said.join(), new RegExp(`^Waiting for another process that is building \\(${process.pid}`))
  await first
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
  await holdLock(file, patient, async lock => {
    lock.alsoHeldBy(child.pid ?? 0)
    // As a killed process leaves it: the file stays, though the work is over.
    writeFileSync(path.join(folder, 'left'), await import('node:fs/promises').then(fs => fs.readFile(file)))
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  const left = { purpose: 'building', host: hostname(), holders: [`${child.pid} since 1`, `${child.pid}`] }
  writeFileSync(file, JSON.stringify(left))

  assert.equal(await holdLock(file, patient, async () => 'built'), 'built')
})

test('the number of a dead process that belongs to another one now does not keep anybody out', async () => {
  const reused = { purpose: 'building', host: hostname(), holders: [`${process.pid} since 1`] }
  writeFileSync(file, JSON.stringify(reused))

  assert.equal(await holdLock(file, patient, async () => 'built'), 'built')
})

test('a step that outlives its killed command is waited for', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.once("end", () => {}).resume()'])
  await once(child, 'spawn')
  let ended = false
  child.once('exit', () => (ended = true))
  await holdLock(file, patient, async lock => {
    lock.alsoHeldBy(child.pid ?? 0)
    const { readFileSync } = await import('node:fs')
    const holders: string[] = JSON.parse(readFileSync(file, 'utf8')).holders
    writeFileSync(`${file}.left`, JSON.stringify({ purpose: 'building', host: hostname(), holders: [holders[1]] }))
  })
  const { renameSync } = await import('node:fs')
  renameSync(`${file}.left`, file)

  const waiting = { ...patient, say: () => void child.stdin.end() }
  const endedBefore = await holdLock(file, waiting, async () => ended)

  assert.equal(endedBefore, true)
})

test('whoever waits can be asked to stop', async () => {
  const stop = new AbortController()
  let letGo = () => {}
  const first = holdLock(file, patient, () => new Promise<void>(resolve => (letGo = resolve)))

  const second = holdLock(file, { ...patient, stop: stop.signal, say: () => stop.abort() }, async () => 'built')

  await assert.rejects(second, { name: 'AbortError' })
  letGo()
  await first
})
