import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

type Process = { pid: number; parent: number; command: string }

/** The processes that this one has started and that still run; of those, the ones whose command is of a kind. */
export async function childrenOf(pid: number, kind = /^/): Promise<number[]> {
  const children = (await listProcesses()).filter(({ parent }) => parent === pid)
  return children.filter(({ command }) => kind.test(command)).map(child => child.pid)
}

const listProcesses = () => (process.platform === 'linux' ? listByProc() : listByPs())

async function listByProc(): Promise<Process[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Boolean)
  return (await Promise.all(pids.map(readProcess))).flat()
}

async function readProcess(pid: number): Promise<Process[]> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
  const [line, command] = [await read('stat'), await read('cmdline')]
  // The program's name stands in brackets, and may hold brackets and spaces itself.
  const [state, parent] = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const isGone = parent === undefined || state === 'Z'
  return isGone ? [] : [{ pid, parent: Number(parent), command: command.replaceAll('\0', ' ') }]
}

async function listByPs(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,ppid=,command='])
  return stdout.split('\n').map(line => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return { pid: Number(pid), parent: Number(parent), command }
  })
}
