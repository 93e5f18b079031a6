import { Icon } from '@keystar/ui/icon'
import { checkIcon } from '@keystar/ui/icon/icons/checkIcon'
import { circleIcon } from '@keystar/ui/icon/icons/circleIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useList } from '@keystone-6/core/admin-ui/context'
import type { ChecklistItem } from '../../workflow/checklist.ts'
import { whatIsThere } from './checklist-words.ts'
import { focusField } from './focus-field.ts'
import { Panel } from './panel.tsx'

/** Each item says whether it is done, and leads to its field. */
export function Checklist({ items }: { items: ChecklistItem[] }) {
  const { fields } = useList('Article')
  const open = items.filter(({ done }) => !done).length
  return (
    <Panel title="Checklist">
      <Text size="small">
        {open === 0 ? 'Everything is there for an approval.' : `${open} of ${items.length} still open.`}
      </Text>
      <ul className={listStyles}>
        {items.map(item => (
          <li key={item.code}>
            <button
              type="button"
              className={itemStyles}
              data-done={item.done}
              onClick={() => focusField(item.field, fields[item.field]?.label ?? item.field)}
            >
              <Icon src={item.done ? checkIcon : circleIcon} color={item.done ? 'positive' : 'caution'} size="small" />
              <span>
                <Text visuallyHidden>{item.done ? 'Done: ' : 'Open: '}</Text>
                {item.done ? whatIsThere[item.code] : item.sentence}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const listStyles = css({ display: 'grid', gap: 2, listStyle: 'none', margin: 0, padding: 0, width: '100%' })

const itemStyles = css({
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  gap: tokenSchema.size.space.regular,
  alignItems: 'start',
  width: '100%',
  padding: `${tokenSchema.size.space.small} ${tokenSchema.size.space.regular}`,
  marginInlineStart: `calc(${tokenSchema.size.space.regular} * -1)`,
  background: 'none',
  border: 0,
  borderRadius: tokenSchema.size.radius.small,
  color: tokenSchema.color.foreground.neutral,
  font: 'inherit',
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
