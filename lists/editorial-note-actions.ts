import { action, g } from '@keystone-6/core'
import { text } from '@keystone-6/core/fields'
import { permissions, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { moveNote, type NoteMoveName } from '../workflow/move-note.ts'
import { keepRefusal } from './keep-refusals.ts'

type Info = Lists.EditorialNote.TypeInfo<Session>

/** `replyEditorialNote(where, text)`, `resolveEditorialNote(where)`, `reopenEditorialNote(where)`. */
export const editorialNoteActions = (newsroom: Newsroom) => ({
  reply: noteAction(newsroom, 'reply', { label: 'Reply', success: 'Answered' }),
  resolve: noteAction(newsroom, 'resolve', { label: 'Resolve', success: 'Resolved' }),
  reopen: noteAction(newsroom, 'reopen', { label: 'Reopen', success: 'Open again' }),
})

const reply = {
  graphql: g.arg({ type: g.nonNull(g.String) }),
  ui: { source: { field: text<Info>({ validation: { isRequired: true }, ui: { displayMode: 'textarea' } }) } },
}

function noteAction(newsroom: Newsroom, name: NoteMoveName, { label, success }: { label: string; success: string }) {
  return action<Info, never>({
    access: permissions.everyone,
    // Only one of the three has an argument, which one type parameter of `action` cannot express.
    args: (name === 'reply' ? { text: reply } : undefined) as never,
    resolve: keepRefusal(async ({ where, args }, context) => {
      const note = await context.db.EditorialNote.findOne({ where })
      if (!note)
        throw new Refusal('NOT_FOUND', {
          en: 'There is no such note, or you may not see its story.',
          fr: 'Cette note n’existe pas, ou vous ne pouvez pas voir son article.',
        })
      const { text } = (args ?? {}) as { text?: string }
      await moveNote(beginAct(context, newsroom), { noteId: note.id, name, text })
      return context.db.EditorialNote.findOne({ where: { id: note.id } })
    }),
    ui: { label, messages: { success }, itemView: { navigation: 'refetch', hidePrompt: name !== 'reply' } },
  })
}
