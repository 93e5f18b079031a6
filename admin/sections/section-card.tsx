import { memo, type KeyboardEvent } from 'react'
import { VStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { OneLineArea } from '../look/one-line-area.tsx'
import { nameOfSection, type SectionDraft } from './section-draft.ts'
import { textOf } from './measure-sections.ts'
import { SectionPicture } from './section-picture.tsx'
import { SectionText } from './section-text.tsx'
import { SectionTools, type SectionActions } from './section-tools.tsx'
import { problemsOf } from './validate-sections.ts'

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
  const problems = problemsOf(section)
  const change = actions?.change
  return (
    <section className={styles} aria-label={`Section ${index + 1}`} onKeyDown={event => moveByKeyboard(event, props)}>
      <div className={headStyles}>
        <Text color="neutralTertiary" UNSAFE_className={numberStyles}>
          {index + 1}
        </Text>
        {change ? (
          <OneLineArea
            aria-label={`Heading of section ${index + 1}`}
            placeholder="Heading, if it has one"
            value={section.heading}
            errorMessage={problems.heading}
            onChange={heading => change({ ...section, heading })}
            UNSAFE_className={headingStyles}
          />
        ) : (
          <Heading elementType="h3" size="small" marginTop="regular">
            {section.heading}
          </Heading>
        )}
        {actions && <SectionTools {...props} actions={actions} />}
      </div>
      {isCollapsed ? (
        <Text color="neutralSecondary" truncate>
          {textOf(section.body) || 'No text yet'}
        </Text>
      ) : (
        <VStack gap="large">
          <SectionText
            label={`Text of section ${index + 1}`}
            value={section.body}
            onChange={change && (body => change({ ...section, body }))}
            problem={problems.body}
            forceValidation={forceValidation}
          />
          <SectionPicture section={section} onChange={change} problems={problems} />
        </VStack>
      )}
    </section>
  )
})

/** Alt and an arrow move the section from its heading or its buttons; in its text they belong to the cursor. */
function moveByKeyboard(event: KeyboardEvent, { section, index, actions }: Props): void {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const isInText = event.target instanceof Element && event.target.closest('[data-slate-editor], textarea')
  if (!by || !event.altKey || !actions || isInText) return
  event.preventDefault()
  actions.move(section, by, nameOfSection(section, index))
}

const styles = css({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: tokenSchema.size.space.medium,
  padding: tokenSchema.size.space.large,
  paddingInlineStart: tokenSchema.size.space.medium,
  backgroundColor: tokenSchema.color.background.canvas,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  '&:focus-within': { borderColor: tokenSchema.color.border.neutral },
  '& > :not(:first-child)': { marginInlineStart: 28 },
})

const headStyles = css({
  display: 'grid',
  gridTemplateColumns: '20px minmax(0, 1fr) auto',
  alignItems: 'start',
  gap: tokenSchema.size.space.regular,
  // In a narrow column the heading takes a line of its own.
  '@container (max-width: 520px)': {
    gridTemplateColumns: '20px minmax(0, 1fr)',
    '& > :nth-child(2):not(:last-child)': { gridArea: '2 / 2' },
    '& > :nth-child(3)': { gridArea: '1 / 2', justifySelf: 'end' },
  },
})

const numberStyles = css({
  width: 20,
  marginTop: 9,
  textAlign: 'end',
  fontVariantNumeric: 'tabular-nums',
  flexShrink: 0,
})
const headingStyles = css({
  'textarea[data-multiline]': { fieldSizing: 'content', minHeight: 0, fontWeight: 600, fontSize: 16, lineHeight: 1.35 },
})
