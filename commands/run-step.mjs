import { spawn } from 'node:child_process'

/**
 * Runs one long step so that everybody sees what it prints; resolves to its exit code.
 * The step joins the lock's holders: when this process is killed, others wait for the step that it left behind.
 */
export function runStep({ command, args, cwd, env, lock, stop, input = false, output = 'stdout' }) {
  return new Promise((resolve, reject) => {
    if (stop.aborted) return reject(stop.reason)
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: [input ? 'inherit' : 'ignore', output === 'stderr' ? 2 : 1, 2],
    })
    const passOn = () => child.kill('SIGTERM')
    stop.addEventListener('abort', passOn, { once: true })
    child.once('spawn', () => lock?.alsoHeldBy(child.pid))
    child.once('error', reject)
    child.once('exit', code => {
      stop.removeEventListener('abort', passOn)
      if (stop.aborted) reject(stop.reason)
      else resolve(code ?? 1)
    })
  })
}
