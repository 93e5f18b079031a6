import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { buildSchema, isObjectType } from 'graphql'
import { frenchLists } from '../../admin/words/french-lists.ts'
import { translateMeta } from '../../admin/words/translate-meta.ts'

const schema = buildSchema(readFileSync(path.resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'))

test('every list and field that has a French name is one that there is', () => {
  const unknown = Object.entries(frenchLists).flatMap(([key, { fields = {} }]) => {
    const type = schema.getType(key)
    if (!isObjectType(type)) return [key]
    return Object.keys(fields)
      .filter(field => !type.getFields()[field])
      .map(field => `${key}.${field}`)
  })

  assert.deepEqual(unknown, [])
})

test('names and descriptions are put in the place of the English ones, and what has none keeps its own', () => {
  const list = {
    ...{ key: 'Tag', label: 'Tags', singular: 'Tag', plural: 'Tags', groups: [], actions: [] },
    fields: [
      { key: 'kind', label: 'Kind', description: 'At most one rubric.' },
      { key: 'id', label: 'Id', description: null },
    ],
  }
  const meta = { keystone: { adminMeta: { lists: [list, { ...list, key: 'Unknown' }] } } }

  const { lists } = translateMeta(meta, 'fr').keystone.adminMeta

  assert.deepEqual(
    [lists[0]?.plural, lists[0]?.fields[0]?.label, lists[0]?.fields[1]?.label],
    ['Mots-clés', 'Nature', 'Id'],
  )
  assert.equal(lists[0]?.fields[0]?.description, 'Un article a une rubrique au plus.')
  assert.equal(lists[1]?.plural, 'Tags')
  assert.equal(translateMeta(meta, 'en'), meta)
})
