import { Fragment } from 'react'
import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { plusIcon } from '@keystar/ui/icon/icons/plusIcon'
import { HStack, VStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import type { Row } from './change-sections.ts'
import { measureSections } from './measure-sections.ts'
import { SectionCard } from './section-card.tsx'
import { nameOfSection, type SectionDrafts } from './section-draft.ts'
import { useSections } from './use-sections.ts'

type Props = {
  value: SectionDrafts
  onChange?: (value: SectionDrafts) => void
  forceValidation: boolean
}

/** A story's sections in their order; add, change, move, copy and delete them in place. */
export function SectionList({ value, onChange, forceValidation }: Props) {
  const { rows, collapsed, news, actions, restore, add } = useSections(value, onChange)
  return (
    <VStack gap="regular">
      {rows.map(row => {
        if (row.isRemoved) return <RemovedRow key={row.section.key} row={row} onRestore={() => restore(row.section)} />
        const place = value.indexOf(row.section)
        return (
          <Fragment key={row.section.key}>
            {onChange && place > 0 && <AddBetween place={place} onAdd={() => add(place)} />}
            <SectionCard
              section={row.section}
              index={place}
              count={value.length}
              isCollapsed={collapsed.has(row.section.key)}
              actions={onChange ? actions : null}
              forceValidation={forceValidation}
            />
          </Fragment>
        )
      })}
      {value.length === 0 && !onChange && <Text color="neutralSecondary">This story has no text yet.</Text>}
      <HStack justifyContent="space-between" alignItems="center" paddingTop="regular">
        {onChange ? (
          <ActionButton onPress={() => add(value.length)}>
            <Icon src={plusIcon} />
            <Text>Add a section</Text>
          </ActionButton>
        ) : (
          <span />
        )}
        <Measure value={value} />
      </HStack>
      <Text visuallyHidden role="status">
        {news}
      </Text>
    </VStack>
  )
}

function RemovedRow({ row, onRestore }: { row: Row; onRestore: () => void }) {
  const { heading } = row.section
  return (
    <div className={removedStyles}>
      <Text color="neutralSecondary">
        {heading.trim()
          ? `${nameOfSection(row.section, 0)} is deleted as soon as you save.`
          : 'A section is deleted as soon as you save.'}
      </Text>
      <ActionButton
        onPress={onRestore}
        aria-label={heading.trim() ? `Undo deleting “${heading.trim()}”` : 'Undo deleting'}
      >
        Undo
      </ActionButton>
    </div>
  )
}

function AddBetween({ place, onAdd }: { place: number; onAdd: () => void }) {
  return (
    <button
      type="button"
      className={betweenStyles}
      aria-label={`Add a section before section ${place + 1}`}
      onClick={onAdd}
    >
      <Icon src={plusIcon} size="small" />
    </button>
  )
}

function Measure({ value }: { value: SectionDrafts }) {
  const { words, minutes } = measureSections(value)
  return (
    <Text color="neutralSecondary" size="small">
      {words.toLocaleString('en')} {words === 1 ? 'word' : 'words'} · {minutes} {minutes === 1 ? 'minute' : 'minutes'}{' '}
      to read
    </Text>
  )
}

const removedStyles = css({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: tokenSchema.size.space.large,
  padding: `${tokenSchema.size.space.regular} ${tokenSchema.size.space.large}`,
  border: `1px dashed ${tokenSchema.color.border.neutral}`,
  borderRadius: tokenSchema.size.radius.medium,
})

const betweenStyles = css({
  display: 'grid',
  placeItems: 'center',
  height: 24,
  margin: '-4px 0',
  padding: 0,
  border: 0,
  borderRadius: tokenSchema.size.radius.small,
  background: 'none',
  color: tokenSchema.color.foreground.neutralSecondary,
  cursor: 'pointer',
  opacity: 0.35,
  '&:hover, &:focus-visible': { opacity: 1, backgroundColor: tokenSchema.color.alias.backgroundHovered },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
})
