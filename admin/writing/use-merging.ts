import { useEffect, useRef, useState } from 'react'
import { useApolloClient } from '@keystone-6/core/admin-ui/apollo'
import { numberIn } from '../story/read-item.ts'
import { fetchStored } from './fetch-stored.ts'
import { differingKeys, type FormValue } from './form-value.ts'
import type { ItemForm } from './item-form.ts'
import type { Kept } from './kept-work.ts'
import { composeStory, mergeStory, undecided, type StoryMerge } from './merge-story.ts'
import { sidesOf } from './use-kept-form.ts'

/** A merge that waits for somebody's choices. `kept`: what this person left here is put into the form, not saved. */
export type Merging = {
  story: StoryMerge
  from: { kind: 'stored'; who: string | null; when: string | null } | { kind: 'kept'; kept: Kept }
}

type Chosen = { chosen: FormValue; theirs: FormValue; before: FormValue }
export type Merger = ReturnType<typeof useMerging>

/**
 * Merges what the form says with what somebody else stored, or with what was kept in this browser. `submit` saves the
 * form; `leave` keeps a form where the story moved on once more while it was being chosen.
 */
export function useMerging(
  { list, initialValue, value, onChange, reload }: ItemForm,
  { submit, takeUp, leave }: { submit: () => void; takeUp: (key: string) => void; leave: (sides: Chosen) => void },
) {
  const client = useApolloClient()
  const [merging, setMerging] = useState<Merging | null>(null)
  const awaited = useRef<Chosen | null>(null)

  /** Answers whether the story already says all that the form says. */
  const mergeWithStored = async (who: string | null, when: string | null): Promise<boolean> => {
    const theirs = await fetchStored(client, list, String(initialValue['id']))
    const story = mergeStory(list.fields, { base: initialValue, mine: value, theirs })
    if (story.fields.length === 0 && !story.sections) return true
    setMerging({ story, from: { kind: 'stored', who, when } })
    return false
  }
  const compareKept = (kept: Kept) => {
    setMerging({ story: mergeStory(list.fields, sidesOf(kept, value)), from: { kind: 'kept', kept } })
  }
  const takeUpKept = (kept: Kept) => {
    const story = mergeStory(list.fields, sidesOf(kept, value))
    if (undecided(story) > 0) return compareKept(kept)
    onChange(composeStory(story))
    takeUp(kept.key)
  }
  const confirm = ({ story, from }: Merging) => {
    setMerging(null)
    if (from.kind === 'kept') {
      onChange(composeStory(story))
      return takeUp(from.kept.key)
    }
    awaited.current = { chosen: composeStory(story), theirs: story.theirs, before: initialValue }
    reload()
  }

  // Keystone's page puts what is stored into the form as soon as it has read it again; the choice goes on top of that.
  useEffect(() => {
    const choice = awaited.current
    if (!choice || initialValue === choice.before || value !== initialValue) return
    awaited.current = null
    if (versionOf(initialValue) !== versionOf(choice.theirs)) return leave(choice)
    onChange({ ...initialValue, ...pick(choice.chosen, differingKeys(list.fields, initialValue, choice.chosen)) })
    submit()
  })
  return { merging, setMerging, mergeWithStored, compareKept, takeUpKept, confirm }
}

const versionOf = (value: FormValue) => numberIn(value, 'version')
const pick = (value: FormValue, keys: string[]): FormValue => Object.fromEntries(keys.map(key => [key, value[key]]))
