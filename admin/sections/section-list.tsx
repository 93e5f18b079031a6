import { Fragment } from 'react'
import { I18nProvider } from 'react-aria/I18nProvider'
import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { plusIcon } from '@keystar/ui/icon/icons/plusIcon'
import { HStack, VStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import type { Row } from './change-sections.ts'
import { measureSections } from './measure-sections.ts'
import { SectionCard } from './section-card.tsx'
import type { SectionDrafts } from './section-draft.ts'
import { useSectionWords } from './section-words.ts'
import { useSections } from './use-sections.ts'

type Props = {
  value: SectionDrafts
  onChange?: (value: SectionDrafts) => void
  forceValidation: boolean
}

/** A story's sections in their order; add, change, move, copy and delete them in place. */
export function SectionList({ value, onChange, forceValidation }: Props) {
  const words = useSectionWords()
  const { rows, collapsed, news, actions, restore, add, foldAll } = useSections(value, onChange, words)
  const isFolded = collapsed.size > 0
  return (
    <I18nProvider locale={useInterfaceLanguage()}>
      <VStack gap="regular">
        {value.length > 1 && (
          <ActionButton prominence="low" alignSelf="end" onPress={() => foldAll(!isFolded)}>
            {isFolded ? words.unfoldAll : words.foldAll}
          </ActionButton>
        )}
        {rows.map(row => {
          if (row.isRemoved)
            return <RemovedRow key={row.section.key} row={row} onRestore={() => restore(row.section)} />
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
        {value.length === 0 && !onChange && <Text color="neutralSecondary">{words.emptyStory}</Text>}
        <HStack justifyContent="space-between" alignItems="center" paddingTop="regular">
          {onChange ? (
            <ActionButton onPress={() => add(value.length)}>
              <Icon src={plusIcon} />
              <Text>{words.add}</Text>
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
    </I18nProvider>
  )
}

function RemovedRow({ row, onRestore }: { row: Row; onRestore: () => void }) {
  const words = useSectionWords()
  const heading = row.section.heading.trim()
  const name = heading && words.named(heading)
  return (
    <div className={removedStyles}>
      <Text color="neutralSecondary">{name ? words.willBeDeleted(name) : words.oneWillBeDeleted}</Text>
      <ActionButton onPress={onRestore} aria-label={words.undoDeleting(name)}>
        {words.undo}
      </ActionButton>
    </div>
  )
}

function AddBetween({ place, onAdd }: { place: number; onAdd: () => void }) {
  const words = useSectionWords()
  return (
    <button type="button" className={betweenStyles} aria-label={words.addBefore(place + 1)} onClick={onAdd}>
      <Icon src={plusIcon} size="small" />
    </button>
  )
}

function Measure({ value }: { value: SectionDrafts }) {
  const { words, minutes } = measureSections(value)
  return (
    <Text color="neutralSecondary" size="small">
      {useSectionWords().length(words, minutes)}
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
