import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { largestUploadBytes } from '../../images/drain-upload.ts'
import { hostilePictures } from '../hostile-pictures.ts'
import { drawPicture } from '../make-pictures.ts'
import { proofSize } from '../proof-size.ts'
import { formWith, sendForm, type Sender, type UploadAnswer } from '../send-upload.ts'
import { until } from '../until.ts'

const project = path.resolve(import.meta.dirname, '../..')
const atOnce = proofSize(200)

/**
 * What the limits allow together, far below what all these files have: the program at rest, four mutations with 20 MB
 * twice in memory, and one picture of the corpus unfolded.
 */
const mostBytes = 900_000_000

let child: Awaited<ReturnType<typeof startProcess>>
let temporary: string
before(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
  child = await startProcess()
})
after(async () => {
  await child?.end()
  await rm(temporary, { recursive: true, force: true })
})

async function startProcess() {
  const env = { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary }
  const args = ['--import', 'tsx', 'tests/authoring-process.ts']
  const started = spawn(process.execPath, args, { cwd: project, env, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(started.stdout)[Symbol.asyncIterator]()
  const exited = once(started, 'exit')
  const next = async () => JSON.parse((await lines.next()).value ?? 'null')
  const where = (await next()) as Sender & { dataDir: string; databaseUrl: string } // its first line
  return {
    ...where,
    async mostMemory() {
      started.stdin.write('\n')
      return Number(await next())
    },
    async end() {
      started.stdin.end()
      await exited
    },
  }
}

test(`${atOnce} uploads at once, hostile, huge and sound, are each answered; memory stays within the limits`, async t => {
  const corpus = (await hostilePictures()).map(file => ({ ...file, form: formWith(file) }))
  const photo = await drawPicture({ width: 400, height: 300 }).jpeg().toBuffer()
  const padded = Buffer.concat([photo, Buffer.alloc(largestUploadBytes - photo.length)])
  const kinds = {
    hostile: (index: number) => corpus[index % corpus.length],
    huge: () => ({ taken: true, form: hugeForm }),
    sound: () => ({ taken: true, form: soundForm }),
  }
  const [hugeForm, soundForm] = [padded, photo].map(bytes => formWith({ name: 'photo.jpg', bytes })) as [Buffer, Buffer]
  const before = await child.mostMemory()

  const sent = Array.from({ length: atOnce }, (_, index) => {
    const kind = index % 5 === 0 ? 'huge' : index % 5 < 3 ? 'hostile' : 'sound'
    return kinds[kind](index) ?? assert.fail('the corpus is empty')
  })
  const answers = await Promise.all(sent.map(({ form }) => sendPatiently(form)))
  const most = await child.mostMemory()

  for (const [index, { taken }] of sent.entries()) {
    const { key, code, status, text } = answers[index] ?? assert.fail()
    assert.ok(taken ? key : code === 'UPLOAD_REFUSED', `${status} ${text.slice(0, 200)}`)
  }
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`
  const sentBytes = sent.reduce((sum, { form }) => sum + form.length, 0)
  t.diagnostic(`${megabytes(sentBytes)} in ${atOnce} files; memory ${megabytes(before)}, at most ${megabytes(most)}`)
  assert.ok(most < mostBytes, `${megabytes(most)} of memory`)
  await assertNothingOver(answers.flatMap(({ key }) => key ?? []))
})

/** As a program does that is told to come again. */
async function sendPatiently(form: Buffer, triesLeft = 200): Promise<UploadAnswer> {
  const answer = await sendForm(child, form)
  if (answer.status !== 503 && answer.code !== 'UNAVAILABLE') return answer
  assert.ok(triesLeft > 0, `never taken: ${answer.text}`)
  await pause(250)
  return sendPatiently(form, triesLeft - 1)
}

/** As many pictures are stored as rows name, and no part of a form is left. */
async function assertNothingOver(keys: string[]): Promise<void> {
  const pool = new pg.Client({ connectionString: child.databaseUrl })
  await pool.connect()
  const { rows } = await pool.query<{ key: string }>('select file_id as key from "Image"')
  await pool.end()
  const named = rows.map(({ key }) => key).sort()
  const stored = (await readdir(path.join(child.dataDir, 'images'))).filter(name => !name.startsWith('.')).sort()

  assert.deepEqual(named, keys.sort())
  assert.deepEqual(stored, named)
  assert.deepEqual(await readdir(path.join(child.dataDir, 'images', '.incoming')), [])
  const unpacked = async () => (await readdir(temporary)).filter(name => name.startsWith('capacitor'))
  await until('the forms are gone', async () => (await unpacked()).length === 0)
}
