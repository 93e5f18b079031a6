import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

const wasmFile = createRequire(import.meta.url)
  .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  .replace(/\.js$/, '.wasm')

/** What the engine said as it died; its own error is a bare "unreachable". */
const panic = { message: undefined }

/** Prisma's schema engine as WebAssembly, on connections that `connections` makes. */
export async function loadEngine(datamodels, connections) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: message => (panic.message = message) }
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined } // an empty list makes it panic
  return bindings.SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(connections))
}

/** The engine's failure as the command line understands it. */
export function describeFailure(error) {
  const message = panic.message ?? error?.message ?? String(error)
  return { is_panic: false, message, error_code: error?.code ?? null }
}
