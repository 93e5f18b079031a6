/** What the runner adds at its end by itself. */
const ownLine = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) (\S+)$/

/**
 * A reporter for Node's test runner, a line of JSON an event: `{ tests }` counts what ran, `{ failed }` names a test that
 * did not pass, `{ said }` is what a test states of itself by `t.diagnostic`.
 * @param {AsyncIterable<{ type: string, data: { name?: string, message?: string } }>} events
 */
export default async function* tellResults(events) {
  for await (const { type, data } of events) {
    if (type === 'test:fail') yield line({ failed: data.name })
    if (type !== 'test:diagnostic') continue
    const [, what, number] = ownLine.exec(data.message) ?? []
    if (what === undefined) yield line({ said: data.message })
    else if (what === 'tests') yield line({ tests: Number(number) })
  }
}

const line = fact => `${JSON.stringify(fact)}\n`
