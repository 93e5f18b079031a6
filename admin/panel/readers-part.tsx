import { TextLink } from '@keystar/ui/link'
import { Text } from '@keystar/ui/typography'
import { PublicStatusBadge } from '../story/badges.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { wordsOf } from '../words/words-of.ts'
import { useActorName } from './actor-name.ts'
import type { PanelStory } from './panel-story.ts'
import { Part } from './part.tsx'
import { useDifferences } from './use-differences.ts'

/** What readers get, by whose decision and since when, and what of the working copy they do not see yet. */
export function ReadersPart({ story }: { story: PanelStory }) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const nameOf = useActorName()
  const { live, approvedRevision, liveRevision, firstPublished, killedAt } = story
  const said = (iso: string) => sayTime(iso, language)
  return (
    <Part name="readers" title={words.title} begins summary={<PublicStatusBadge status={story.publicStatus} />}>
      {live ? (
        <Text size="small">{words.live(live.revision, live.by ? nameOf(live.by) : null, said(live.at))}</Text>
      ) : (
        <Text size="small">{firstPublished ? words.notAnyMore : words.notYet}</Text>
      )}
      {live?.note && <Text size="small">{words.note(live.note)}</Text>}
      {killedAt && <Text size="small">{words.killed(said(killedAt))}</Text>}
      {live && story.hasUnpublishedChanges && <Differences key={story.version} story={story} />}
      {live && !story.hasUnpublishedChanges && <Text size="small">{words.same}</Text>}
      {approvedRevision !== null && approvedRevision !== liveRevision && (
        <Text size="small">{words.approved(approvedRevision)}</Text>
      )}
      {firstPublished && <Text size="small">{words.first(said(firstPublished))}</Text>}
    </Part>
  )
}

function Differences({ story }: { story: PanelStory }) {
  const words = useWords()
  const differences = useDifferences(story)
  return (
    <>
      <Text size="small">
        {differences && differences.length > 0 ? words.differsIn(differences.join(', ')) : words.differs}
      </Text>
      <Text size="small">
        <TextLink href={`/articles/${story.id}/compare?from=live&to=working`}>{words.compare}</TextLink>
      </Text>
    </>
  )
}

const useWords = wordsOf({
  en: {
    title: 'For readers',
    live: (revision: number, by: string | null, at: string) =>
      `Live: revision ${revision}, published ${by ? `by ${by} ` : ''}on ${at}.`,
    note: (note: string) => `With the correction: “${note}”`,
    notYet: 'Readers have never seen it.',
    notAnyMore: 'Readers do not get it any more.',
    killed: (at: string) => `Killed on ${at}.`,
    same: 'The working copy is the same.',
    differs: 'The working copy differs.',
    differsIn: (parts: string) => `The working copy differs in: ${parts}.`,
    compare: 'Compare with what is live',
    approved: (revision: number) => `Revision ${revision} is approved and waits for publication.`,
    first: (at: string) => `First published on ${at}.`,
  },
  fr: {
    title: 'Pour les lecteurs',
    live: (revision, by, at) => `En ligne : révision ${revision}, publiée ${by ? `par ${by} ` : ''}le ${at}.`,
    note: note => `Avec le rectificatif : « ${note} »`,
    notYet: 'Les lecteurs ne l’ont jamais vu.',
    notAnyMore: 'Les lecteurs ne l’ont plus.',
    killed: at => `Retiré le ${at}.`,
    same: 'La copie de travail est identique.',
    differs: 'La copie de travail diffère.',
    differsIn: parts => `La copie de travail diffère : ${parts}.`,
    compare: 'Comparer avec la version en ligne',
    approved: revision => `La révision ${revision} est validée et attend sa publication.`,
    first: at => `Première publication le ${at}.`,
  },
})
