import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scheduleStateOf } from '../../workflow/schedule-state.ts'

const now = new Date('2026-03-29T01:00:00.000Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const story = (facts: Partial<Parameters<typeof scheduleStateOf>[0]>) => ({
  publishAt: null,
  unpublishAt: null,
  liveRevision: null,
  scheduleError: null,
  ...facts,
})

test('a story without a time of its own has no schedule', () => {
  const states = [story({}), story({ liveRevision: 1 }), story({ unpublishAt: ago(60) })].map(facts =>
    scheduleStateOf(facts, now),
  )

  assert.deepEqual(states, ['none', 'none', 'none'])
})

test('a story is scheduled until ten seconds after its time, and late from then on', () => {
  const states = [ago(-3600), ago(0), ago(10), ago(10.001)].map(at => [
    scheduleStateOf(story({ publishAt: at }), now),
    scheduleStateOf(story({ unpublishAt: at, liveRevision: 1 }), now),
  ])

  assert.deepEqual(states, [
    ['scheduled', 'scheduled'],
    ['scheduled', 'scheduled'],
    ['scheduled', 'scheduled'],
    ['late', 'late'],
  ])
})

test('a story that was tried in vain has failed, however late it is', () => {
  const failed = story({ publishAt: ago(1), scheduleError: 'It is under embargo.' })

  assert.equal(scheduleStateOf(failed, now), 'failed')
})
