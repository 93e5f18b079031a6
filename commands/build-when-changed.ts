import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { readDatabaseSettings } from '../environment/database.ts'
import { NewsroomError } from '../errors.ts'
import { fingerprintSources } from './fingerprint-sources.ts'
import { holdLock, type HeldLock } from './hold-lock.mjs'
import { projectRoot, type CommandCall } from './run-command.ts'
import { keystoneCli, settingsForBuild } from './run-keystone.ts'
import { runStep } from './run-step.mjs'

type Build = Readonly<{ what: string; args: string[]; stamps: string[]; results: string[]; duration: string }>

/** `--frozen`: a start never rewrites the schemas that are kept in version control. */
const everything: Build = {
  what: 'the server and the admin UI',
  args: ['build', '--frozen'],
  stamps: ['.keystone/built-from', 'generated/made-from'],
  results: ['.keystone/config.js', '.keystone/prisma.js', '.keystone/admin/.next/BUILD_ID'],
  duration: 'a minute or two',
}
const generatedCode: Build = {
  what: 'the generated types and database client',
  args: ['build', '--frozen', '--no-ui'],
  stamps: ['generated/made-from'],
  results: ['generated/keystone/types.ts', 'generated/prisma/client.ts'],
  duration: 'some seconds',
}
const schemas: Build = {
  ...generatedCode,
  what: 'schema.prisma, schema.graphql and the code generated from them',
  args: ['build', '--no-ui'],
}

type Call = Pick<CommandCall, 'stop' | 'say'>

/** Builds what `npm start` serves, if a source has changed since, or an earlier build was interrupted. */
export const buildWhenChanged = (call: Call): Promise<void> => runWhenChanged(everything, call)

/** Makes what the type check needs, likewise. */
export const generateWhenChanged = (call: Call): Promise<void> => runWhenChanged(generatedCode, call)

/** Writes schema.prisma and schema.graphql anew from the lists, always. */
export const generateSchemas = (call: Call): Promise<void> =>
  underBuildLock(call, lock => runBuild(schemas, lock, call))

/** Lets `work` use the build folder alone; whoever wants to build waits. What was built before no longer counts. */
export function underBuildLock<Result>(
  { stop, say }: Call,
  work: (lock: HeldLock) => Promise<Result>,
  purpose = 'building',
): Promise<Result> {
  mkdirSync('.keystone', { recursive: true })
  return holdLock(path.resolve('.keystone', 'build.lock'), { purpose, say, stop }, work)
}

/** The next start builds anew, from nothing. */
export function forgetBuild(): void {
  for (const stamp of everything.stamps) rmSync(stamp, { force: true })
}

async function runWhenChanged(build: Build, call: Call): Promise<void> {
  if (isFresh(build, fingerprint())) return
  try {
    await underBuildLock(call, async lock => {
      if (!isFresh(build, fingerprint())) await runBuild(build, lock, call)
    })
  } catch (error) {
    throw explainDeniedWrite(error)
  }
}

async function runBuild(build: Build, lock: HeldLock, { say, stop }: Call): Promise<void> {
  // Taken before the build: what is edited meanwhile asks for another one. The schemas are sources and results in one.
  const sources = build === schemas ? fingerprint : constant(fingerprint())
  say(`Building ${build.what}; this takes ${build.duration}.`)
  const started = performance.now()
  // Without a stamp the last build did not end: whatever it left is of no use and may confuse the next one.
  if (build === everything && !existsSync('.keystone/built-from'))
    rmSync('.keystone/admin', { recursive: true, force: true })
  for (const stamp of build.stamps) rmSync(stamp, { force: true })
  const args = [keystoneCli, ...build.args]
  const step = { command: process.execPath, args, cwd: projectRoot, env: settingsForBuild(), output: 'stderr' as const }
  const code = await runStep({ ...step, lock, stop })
  if (code !== 0) throw buildFailed(code)
  for (const stamp of build.stamps) writeFileSync(stamp, sources())
  say(`Built in ${Math.round((performance.now() - started) / 1000)} s.`)
}

function isFresh({ stamps, results }: Build, sources: string): boolean {
  return (
    results.every(file => existsSync(file)) &&
    stamps.every(stamp => existsSync(stamp) && readFileSync(stamp, 'utf8') === sources)
  )
}

const constant =
  (text: string): (() => string) =>
  () =>
    text

const fingerprint = (): string => fingerprintSources(projectRoot, readDatabaseSettings().dataDir)

function buildFailed(code: number): NewsroomError {
  return new NewsroomError(
    'SETTING_REFUSED',
    `The build ended with code ${code}; the lines above say why. ` +
      'If a schema is not up to date with the lists, run “npm run generate”, look at what changed, and start again.',
  )
}

function explainDeniedWrite(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') return error
  return new NewsroomError(
    'SETTING_REFUSED',
    'Bouclage must be built anew, and this user may not write into .keystone and generated. ' +
      'Start once as the user who owns them, or give them to this user with chown.',
  )
}
