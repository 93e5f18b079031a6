import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roles, type Person, type Role } from '../../access.ts'
import { whyNot } from '../../workflow/assert-may-transition.ts'
import { states, type State, type Story } from '../../workflow/story.ts'
import { transitionNames, type TransitionName } from '../../workflow/transitions.ts'

const aDate = new Date('2026-01-01')

const story = (facts: Partial<Story>): Story => ({
  id: 's',
  headline: 'Une histoire',
  state: 'draft',
  version: 1,
  authorId: 'the author',
  contributors: ['the author'],
  newestRevision: 1,
  approvedRevision: null,
  liveRevision: null,
  firstPublished: null,
  killedAt: null,
  archivedAt: null,
  trashedAt: null,
  publishAt: null,
  unpublishAt: null,
  embargoedUntil: null,
  ...facts,
})

/** The design's table, written out a second time by hand: who may start a move, and from which states. */
const expected: Record<TransitionName, { from: readonly State[]; least: Role; orAuthor?: true }> = {
  submit: { from: ['draft', 'changes_requested'], least: 'editor', orAuthor: true },
  requestChanges: { from: ['in_review', 'approved'], least: 'editor' },
  approve: { from: ['in_review'], least: 'editor' },
  publish: { from: ['approved'], least: 'publisher' },
  publishNow: { from: states, least: 'publisher' },
  correct: { from: ['approved'], least: 'publisher' },
  schedule: { from: ['approved'], least: 'publisher' },
  unschedule: { from: ['approved'], least: 'publisher' },
  unpublish: { from: states, least: 'publisher' },
  kill: { from: states, least: 'publisher' },
  reinstate: { from: states, least: 'publisher' },
  archive: { from: states, least: 'editor' },
  restore: { from: states, least: 'editor' },
  trash: { from: states, least: 'editor', orAuthor: true },
  untrash: { from: states, least: 'editor', orAuthor: true },
}

/** Facts that a move asks for besides the state. */
const needs: Partial<Record<TransitionName, Partial<Story>>> = {
  correct: { liveRevision: 1, firstPublished: aDate },
  unschedule: { publishAt: aDate },
  unpublish: { liveRevision: 1, firstPublished: aDate },
  kill: { liveRevision: 1, firstPublished: aDate },
  reinstate: { killedAt: aDate, firstPublished: aDate },
  restore: { archivedAt: aDate },
  untrash: { trashedAt: aDate },
}

test('every move starts from the states and roles of the table, and from no others', () => {
  let cases = 0
  for (const name of transitionNames) {
    for (const state of states) {
      for (const role of roles) {
        for (const personId of ['the author', 'somebody else']) {
          const person: Person = { id: personId, name: personId, role }
          const facts = story({ state, ...needs[name] })
          const { from, least, orAuthor } = expected[name]
          const isAuthor = personId === 'the author'
          const ownDraftOnly = name === 'trash' || name === 'untrash'
          const mayAct =
            roles.indexOf(role) >= roles.indexOf(least) ||
            (orAuthor === true && isAuthor && (!ownDraftOnly || state === 'draft'))
          const isOwn = name === 'approve' && isAuthor
          const open = mayAct && !isOwn && from.includes(state)
          assert.equal(whyNot(facts, name, person) === null, open, `${name} from ${state} by ${role}, ${personId}`)
          cases += 1
        }
      }
    }
  }
  assert.equal(cases, 15 * 4 * 4 * 2)
})

test('a wrong state is not told as a missing permission, nor the other way round', () => {
  const editor: Person = { id: 'e', name: 'E', role: 'editor' }
  const author: Person = { id: 'the author', name: 'A', role: 'author' }

  const tooEarly = whyNot(story({ state: 'draft' }), 'approve', editor)
  const notTheirs = whyNot(story({ state: 'in_review' }), 'approve', author)
  const own = whyNot(story({ state: 'in_review', authorId: 'e' }), 'approve', editor)
  const rewritten = whyNot(story({ state: 'in_review', contributors: ['the author', 'e'] }), 'approve', editor)

  assert.deepEqual(
    [tooEarly, notTheirs, own, rewritten].map(refusal => refusal?.code),
    ['WRONG_STATE', 'NOT_PERMITTED', 'OWN_TEXT', 'OWN_TEXT'],
  )
})

test('what is archived or in the trash stays where it is until it is taken out', () => {
  const admin: Person = { id: 'x', name: 'X', role: 'admin' }
  for (const putAway of [{ archivedAt: aDate }, { trashedAt: aDate }]) {
    const open = transitionNames.filter(name => whyNot(story({ state: 'draft', ...putAway }), name, admin) === null)
    assert.deepEqual(open, 'archivedAt' in putAway ? ['restore'] : ['untrash'])
  }
})

test('a killed story can only be reinstated, worked on or put away', () => {
  const admin: Person = { id: 'x', name: 'X', role: 'admin' }
  const killed = { killedAt: aDate, firstPublished: aDate }

  const fromDraft = transitionNames.filter(name => !whyNot(story({ state: 'draft', ...killed }), name, admin))
  const fromApproved = transitionNames.filter(name => !whyNot(story({ state: 'approved', ...killed }), name, admin))

  assert.deepEqual(fromDraft, ['submit', 'reinstate', 'archive', 'trash'])
  assert.deepEqual(fromApproved, ['requestChanges', 'reinstate', 'archive', 'trash'])
})

test('a live or scheduled story is not put away', () => {
  const admin: Person = { id: 'x', name: 'X', role: 'admin' }
  for (const facts of [
    { liveRevision: 1, firstPublished: aDate },
    { state: 'approved' as const, publishAt: aDate },
  ]) {
    for (const name of ['archive', 'trash'] as const) {
      assert.equal(whyNot(story(facts), name, admin)?.code, 'WRONG_STATE')
    }
  }
})
