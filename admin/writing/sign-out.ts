import { ask } from './ask.ts'
import { forgetWorkOf, holdsWorkOf, keepNothingMore } from './kept-work.ts'
import { hasUnsavedWork, letGo } from './leave-guard.ts'
import { noteDeparture } from './who-is-here.ts'
import { wordsNow } from './words.ts'

/** Resolves to whether this person signs out; asked where something of theirs is not saved, here or in this browser. */
export async function maySignOut(personId: string): Promise<boolean> {
  const holdsWork = hasUnsavedWork() || (await holdsWorkOf(personId).catch(() => false))
  if (!holdsWork) return true
  const { signOutTitle, signOutText, signOutAnyway, stay } = wordsNow()
  return ask({ title: signOutTitle, text: signOutText, confirm: signOutAnyway, cancel: stay })
}

/** Once somebody is signed out: the next person at this machine finds nothing of theirs, not even with tools. */
export async function forgetPerson(personId: string): Promise<void> {
  noteDeparture()
  letGo()
  keepNothingMore()
  await forgetWorkOf(personId).catch(() => {})
}
