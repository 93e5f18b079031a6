import { writeFileSync } from 'node:fs'
import os from 'node:os'
import { measureAdminList } from '../bench/measure-admin-list.ts'
import { prepareStock } from '../bench/stock/run-prepare-stock.ts'
import { printReport } from '../bench/print-report.ts'
import { readOptions } from '../bench/read-options.ts'
import { runSize, type SizeResult } from '../bench/run-size.ts'
import { generateWhenChanged } from './build-when-changed.ts'
import { resolveForCaller, runCommand } from './run-command.ts'

await runCommand(async ({ args, say, stop }) => {
  const options = readOptions(args)
  await generateWhenChanged({ say, stop })
  if (options.what === 'admin-list') {
    const { text, figures } = await measureAdminList(options, say)
    return finish(text, figures)
  }
  const wantsStock = options.only.length === 0 || options.only.includes('stock')
  if (wantsStock) await prepareStock(say)
  const results: SizeResult[] = []
  for (const size of options.sizes) {
    stop.throwIfAborted()
    const result = await runSize(size, options, say).catch((error: unknown) => {
      // Ctrl-C reaches the contenders as well: what fails then is no failure.
      stop.throwIfAborted()
      throw error
    })
    results.push(result)
  }
  return finish(printReport(results), results, results.some(({ rows }) => rows.some(({ failure }) => failure)) ? 1 : 0)

  function finish(text: string, figures: unknown, code = 0): number {
    console.log(`${machine()}\n${text}`)
    const { server: _, ...asked } = options
    const measured = { machine: machine(), measuredAt: new Date().toISOString(), options: asked, results: figures }
    if (options.json) writeFileSync(resolveForCaller(options.json), `${JSON.stringify(measured, null, 2)}\n`)
    return code
  }
})

/** Figures of another machine are other figures. */
function machine(): string {
  return `Node ${process.versions.node}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'processor'}`
}
