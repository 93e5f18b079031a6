import { memo, useRef, type KeyboardEvent } from 'react'
import { HStack, VStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { OneLineArea } from '../look/one-line-area.tsx'
import { SectionNotes } from '../panel/section-notes.tsx'
import { DragHandle } from './drag-handle.tsx'
import type { SectionActions } from './section-actions.ts'
import type { SectionDraft } from './section-draft.ts'
import { textOf } from './measure-sections.ts'
import { SectionPicture } from './section-picture.tsx'
import { SectionText } from './section-text.tsx'
import { SectionTools } from './section-tools.tsx'
import { sayName, useSectionWords } from './section-words.ts'
import { useDropPlace } from './use-drop-place.ts'
import { problemsOf, sayProblem } from './validate-sections.ts'

type Props = {
  section: SectionDraft
  index: number
  count: number
  isCollapsed: boolean
  /** None where the story may only be read. */
  actions: SectionActions | null
  forceValidation: boolean
}

/** One section of the story, edited in place. Remembered, so that typing in one does not draw the others again. */
export const SectionCard = memo(function SectionCard(props: Props) {
  const { section, index, isCollapsed, actions, forceValidation } = props
  const words = useSectionWords()
  const card = useRef<HTMLElement>(null)
  const { dropProps, edge } = useDropPlace({ ref: card, sectionKey: section.key, actions })
  const problems = problemsOf(section)
  const change = actions?.change
  return (
    <section
      {...dropProps}
      ref={card}
      tabIndex={-1}
      className={styles}
      data-drop={edge ?? undefined}
      aria-label={words.region(index + 1)}
      onKeyDown={event => moveByKeyboard(event, props)}
    >
      <div className={headStyles}>
        {actions ? (
          <DragHandle
            sectionKey={section.key}
            place={index + 1}
            label={words.dragIt(sayName(words, section, index))}
            preview={section.heading || textOf(section.body).slice(0, 60) || words.region(index + 1)}
          />
        ) : (
          <Text color="neutralSecondary" UNSAFE_className={numberStyles}>
            {index + 1}
          </Text>
        )}
        {change ? (
          <OneLineArea
            aria-label={words.headingOf(index + 1)}
            placeholder={words.headingHint}
            value={section.heading}
            errorMessage={sayProblem(words, problems.heading)}
            onChange={heading => change({ ...section, heading })}
            UNSAFE_className={headingStyles}
          />
        ) : (
          <Heading elementType="h3" size="small" marginTop="regular">
            {section.heading}
          </Heading>
        )}
        <HStack>
          <SectionNotes sectionId={section.id} place={index + 1} />
          {actions && <SectionTools {...props} actions={actions} />}
        </HStack>
      </div>
      {isCollapsed ? (
        <Text color="neutralSecondary" truncate>
          {textOf(section.body) || words.noText}
        </Text>
      ) : (
        <VStack gap="large">
          <SectionText
            label={words.textOf(index + 1)}
            value={section.body}
            onChange={change && (body => change({ ...section, body }))}
            onPaste={actions && (outcome => actions.take(section.key, outcome))}
            problem={sayProblem(words, problems.body)}
            forceValidation={forceValidation}
          />
          <SectionPicture section={section} onChange={change} problems={problems} />
        </VStack>
      )}
    </section>
  )
})

/** Alt and an arrow move the section from its heading or its buttons; in its text they belong to the cursor. */
function moveByKeyboard(event: KeyboardEvent, { section, actions }: Props): void {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const isInText = event.target instanceof Element && event.target.closest('[data-slate-editor], textarea')
  if (!by || !event.altKey || !actions || isInText) return
  event.preventDefault()
  actions.move(section, by)
}

const line = {
  content: '""',
  position: 'absolute',
  insetInline: 0,
  height: 3,
  borderRadius: 2,
  backgroundColor: tokenSchema.color.alias.focusRing,
} as const

const styles = css({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: tokenSchema.size.space.medium,
  padding: tokenSchema.size.space.large,
  paddingInlineStart: tokenSchema.size.space.medium,
  backgroundColor: tokenSchema.color.background.canvas,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  '&:focus-within': { borderColor: tokenSchema.color.border.neutral },
  '&:focus': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
  '&[data-drop="before"]::after': { ...line, top: -9 },
  '&[data-drop="after"]::after': { ...line, bottom: -9 },
  '& > :not(:first-child)': { marginInlineStart: 44 },
})

const headStyles = css({
  display: 'grid',
  gridTemplateColumns: '36px minmax(0, 1fr) auto',
  alignItems: 'start',
  gap: tokenSchema.size.space.regular,
  // In a narrow column the heading takes a line of its own.
  '@container (max-width: 520px)': {
    gridTemplateColumns: '36px minmax(0, 1fr)',
    '& > :nth-child(2):not(:last-child)': { gridArea: '2 / 2' },
    '& > :nth-child(3)': { gridArea: '1 / 2', justifySelf: 'end' },
  },
})

const numberStyles = css({
  width: 36,
  marginTop: 9,
  textAlign: 'end',
  fontVariantNumeric: 'tabular-nums',
  flexShrink: 0,
})
const headingStyles = css({
  'textarea[data-multiline]': { fieldSizing: 'content', minHeight: 0, fontWeight: 600, fontSize: 16, lineHeight: 1.35 },
})
