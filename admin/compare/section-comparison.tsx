import { useId } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import type { DiffPart, SectionChange, TextLink } from './comparison.ts'
import { useCompareWords } from './compare-words.ts'
import { DiffText } from './diff-text.tsx'
import { besideStyles, FieldChanges } from './field-changes.tsx'
import type { ComparedPictures } from './use-pictures.ts'

type Props = { section: SectionChange; pictures: ComparedPictures; beside: boolean; language: string }

/** A section: what became of it, its heading and text, where its links lead, and its picture. */
export function SectionComparison({ section, pictures, beside, language }: Props) {
  const words = useCompareWords()
  const titleId = useId()
  const { heading, body, fields } = section
  return (
    <article aria-labelledby={titleId} className={styles} data-change={section.change}>
      <h3 id={titleId}>
        {words.section(section.to ?? section.from ?? 0)} <span className={whatStyles}>({useWhatBecame(section)})</span>
      </h3>
      {beside ? (
        <div className={besideStyles}>
          <TextOf {...{ heading, body, language }} shown="older" />
          <TextOf {...{ heading, body, language }} shown="newer" />
        </div>
      ) : (
        <TextOf {...{ heading, body, language }} shown="both" />
      )}
      {section.formattingChanged && <p className={asideStyles}>{words.formatting}</p>}
      <Links links={section.linksRemoved} kind="REMOVED" label={words.linkRemoved} />
      <Links links={section.linksAdded} kind="ADDED" label={words.linkAdded} />
      <FieldChanges changes={fields} pictures={pictures} beside={beside} language={language} />
    </article>
  )
}

function useWhatBecame({ change, moved, from, to }: SectionChange): string {
  const words = useCompareWords()
  const became = {
    ADDED: words.sectionAdded,
    REMOVED: words.sectionRemoved,
    CHANGED: words.sectionChanged,
    SAME: words.sectionSame,
  }[change]
  const place = moved && from !== null && to !== null ? words.moved(from, to) : null
  if (!place) return became
  return change === 'SAME' ? place : `${became}, ${place}`
}

type TextProps = { heading: DiffPart[]; body: DiffPart[]; shown: 'both' | 'older' | 'newer'; language: string }

function TextOf({ heading, body, shown, language }: TextProps) {
  return (
    <div lang={language} dir="auto">
      {heading.length > 0 && (
        <p className={headingStyles}>
          <DiffText parts={heading} shown={shown} />
        </p>
      )}
      <DiffText parts={body} shown={shown} />
    </div>
  )
}

function Links({ links, kind, label }: { links: TextLink[]; kind: 'ADDED' | 'REMOVED'; label: string }) {
  return links.map(({ text, address }, index) => (
    <p key={index} className={asideStyles}>
      {label}: “{text}” → <DiffText parts={[{ kind, text: address }]} />
    </p>
  ))
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.medium,
  paddingBlock: tokenSchema.size.space.large,
  borderTop: `1px solid ${tokenSchema.color.border.muted}`,
  '& h3': { margin: 0, fontSize: 14, fontWeight: 600, color: tokenSchema.color.foreground.neutralSecondary },
  '@media print': { '& h3': { breakAfter: 'avoid' } },
})
const whatStyles = css({ fontWeight: 400 })
const headingStyles = css({
  margin: 0,
  marginBottom: tokenSchema.size.space.regular,
  color: tokenSchema.color.foreground.neutralEmphasis,
  fontSize: 18,
  fontWeight: 600,
})
const asideStyles = css({ margin: 0, fontSize: 14, overflowWrap: 'anywhere' })
