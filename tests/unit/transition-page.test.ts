import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { format } from 'prettier'
import { describeTransitions } from '../../workflow/describe-transitions.ts'

test('the page on the workflow shows the table that the program runs by', async () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/contracts/workflow.md'), 'utf8')

  const shown = /<!-- transitions -->([^]*)<!-- \/transitions -->/.exec(page)?.[1]?.trim()

  assert.equal(shown, (await format(describeTransitions(), { parser: 'markdown' })).trim())
})
