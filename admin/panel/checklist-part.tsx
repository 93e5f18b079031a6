import { Badge } from '@keystar/ui/badge'
import { Icon } from '@keystar/ui/icon'
import { checkIcon } from '@keystar/ui/icon/icons/checkIcon'
import { circleIcon } from '@keystar/ui/icon/icons/circleIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useList } from '@keystone-6/core/admin-ui/context'
import { useWhatIsThere, type ChecklistItem } from '../story/checklist-words.ts'
import { focusField } from '../story/focus-field.ts'
import { wordsOf } from '../words/words-of.ts'
import { Part } from './part.tsx'
import { showPart } from './part-store.ts'

/** What an approval will ask for, as the story was last saved: each item says whether it is done, and leads to its field. */
export function ChecklistPart({ items }: { items: ChecklistItem[] }) {
  const words = useWords()
  const whatIsThere = useWhatIsThere()
  const { fields } = useList('Article')
  const open = items.filter(({ done }) => !done).length
  const lead = ({ code, field }: ChecklistItem) =>
    code === 'NOTES' ? showPart('notes') : focusField(field, fields[field]?.label ?? field)
  const tally = (
    <Badge tone={open === 0 ? 'positive' : 'caution'}>{words.tally(items.length - open, items.length)}</Badge>
  )
  return (
    <Part name="checklist" title={words.title} begins={open > 0} summary={tally}>
      <Text size="small">{open === 0 ? words.complete : words.open(open)}</Text>
      <ul className={listStyles}>
        {items.map(item => (
          <li key={item.code}>
            <button type="button" className={itemStyles} data-done={item.done} onClick={() => lead(item)}>
              <Icon src={item.done ? checkIcon : circleIcon} color={item.done ? 'positive' : 'caution'} size="small" />
              <span>
                <Text visuallyHidden>{item.done ? words.done : words.toDo}</Text>
                {item.done ? whatIsThere[item.code] : item.sentence}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Part>
  )
}

const useWords = wordsOf({
  en: {
    title: 'Checklist',
    tally: (done: number, all: number) => `${done} of ${all}`,
    complete: 'Everything is there for an approval.',
    open: (open: number) => `${open} still open, as last saved.`,
    done: 'Done: ',
    toDo: 'Open: ',
  },
  fr: {
    title: 'Liste de contrôle',
    tally: (done, all) => `${done} sur ${all}`,
    complete: 'Tout est là pour une validation.',
    open: open => `Reste ${open} à faire, au dernier enregistrement.`,
    done: 'Fait : ',
    toDo: 'À faire : ',
  },
})

const listStyles = css({ display: 'grid', gap: 2, listStyle: 'none', margin: 0, padding: 0 })

const itemStyles = css({
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  gap: tokenSchema.size.space.regular,
  alignItems: 'start',
  width: `calc(100% + 2 * ${tokenSchema.size.space.regular})`,
  padding: `${tokenSchema.size.space.small} ${tokenSchema.size.space.regular}`,
  marginInline: `calc(${tokenSchema.size.space.regular} * -1)`,
  background: 'none',
  border: 0,
  borderRadius: tokenSchema.size.radius.small,
  color: tokenSchema.color.foreground.neutral,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  lineHeight: 1.45,
  textAlign: 'start',
  cursor: 'pointer',
  '&[data-done="true"]': { color: tokenSchema.color.foreground.neutralSecondary },
  '&:hover': { backgroundColor: tokenSchema.color.alias.backgroundHovered },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
  '& svg': { marginTop: 3 },
})
