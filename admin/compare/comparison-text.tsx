import { useId, type ReactNode } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { useLabelled } from '../words/use-labelled.ts'
import type { Compared, Comparison } from './comparison.ts'
import { useCompareWords } from './compare-words.ts'
import { DiffText } from './diff-text.tsx'
import { FieldChanges } from './field-changes.tsx'
import { SectionComparison } from './section-comparison.tsx'
import { usePictures } from './use-pictures.ts'

type Props = { story: Compared; comparison: Comparison; beside: boolean; whole: boolean }

/** All that differs, in the order of the page, in the story’s own language. */
export function ComparisonText({ story, comparison, beside, whole }: Props) {
  const words = useCompareWords()
  const pictures = usePictures(comparison)
  const { fields, tagsAdded, tagsRemoved, relatedArticles, sections } = comparison
  const shown = sections.filter(({ change, moved }) => whole || change !== 'SAME' || moved)
  const named = (tags: { name: string }[]) => tags.map(({ name }) => name)
  return (
    <div className={styles}>
      {fields.length > 0 && (
        <Titled title={words.content}>
          <FieldChanges changes={fields} pictures={pictures} beside={beside} language={story.language} />
        </Titled>
      )}
      {tagsAdded.length + tagsRemoved.length > 0 && (
        <Titled title={words.tags}>
          <Names removed={named(tagsRemoved)} added={named(tagsAdded)} />
        </Titled>
      )}
      {relatedArticles.length > 0 && (
        <Titled title={words.related}>
          <Related changes={relatedArticles} />
        </Titled>
      )}
      {shown.length > 0 && (
        <Titled title={words.sections}>
          {shown.map(section => (
            <SectionComparison
              key={section.id}
              section={section}
              pictures={pictures}
              beside={beside}
              language={story.language}
            />
          ))}
        </Titled>
      )}
    </div>
  )
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function Names({ removed, added }: { removed: string[]; added: string[] }) {
  return (
    <ul>
      {removed.map(name => (
        <li key={`- ${name}`}>
          <DiffText parts={[{ kind: 'REMOVED', text: name }]} />
        </li>
      ))}
      {added.map(name => (
        <li key={`+ ${name}`}>
          <DiffText parts={[{ kind: 'ADDED', text: name }]} />
        </li>
      ))}
    </ul>
  )
}

function Related({ changes }: { changes: Comparison['relatedArticles'] }) {
  const words = useCompareWords()
  const labelled = useLabelled()
  return (
    <ul>
      {changes.map(({ id, headline, change, from, to }) => (
        <li key={id}>
          {change === 'MOVED' ? (
            labelled(headline ?? words.hiddenStory, words.movedPlace(from ?? 0, to ?? 0))
          ) : (
            <DiffText
              parts={[{ kind: change === 'ADDED' ? 'ADDED' : 'REMOVED', text: headline ?? words.hiddenStory }]}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.xxlarge,
  '& h2': {
    margin: 0,
    marginBottom: tokenSchema.size.space.medium,
    color: tokenSchema.color.foreground.neutralEmphasis,
    fontSize: 20,
    fontWeight: 600,
  },
  '& ul': { margin: 0 },
})
