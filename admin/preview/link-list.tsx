import { Button } from '@keystar/ui/button'
import { VStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayHowLongAgo, sayTime } from '../words/say-time.ts'
import type { PreviewLink } from './use-links.ts'
import { usePreviewWords } from './words.ts'

type Props = { links: readonly PreviewLink[]; onRevoke: (id: string) => Promise<void> }

/** Every link of the story, newest first; what has ended stays to be seen for a month. */
export function LinkList({ links, onRevoke }: Props) {
  const words = usePreviewWords()
  if (links.length === 0) return <Text color="neutralSecondary">{words.none}</Text>
  return (
    <VStack gap="medium">
      <Heading elementType="h3" size="small">
        {words.list}
      </Heading>
      <ul className={listStyles}>
        {links.map(link => (
          <LinkRow key={link.id} link={link} onRevoke={onRevoke} />
        ))}
      </ul>
    </VStack>
  )
}

function LinkRow({ link, onRevoke }: { link: PreviewLink; onRevoke: Props['onRevoke'] }) {
  const words = usePreviewWords()
  const language = useInterfaceLanguage()
  const { id, note, revision, createdBy, createdAt } = link
  const content = revision === null ? words.ofWorking : words.ofRevision(revision)
  return (
    <li className={rowStyles}>
      <VStack gap="medium" minWidth={0}>
        <Text weight="semibold">{words.to(note)}</Text>
        <Text size="small" color="neutralSecondary">
          {content} {words.by(createdBy?.name ?? '', sayTime(createdAt, language))}
        </Text>
        <Text size="small">
          <Life link={link} /> · <Openings link={link} />
        </Text>
      </VStack>
      {isOpen(link) && (
        <Button tone="critical" prominence="low" aria-label={words.revokeFor(note)} onPress={() => void onRevoke(id)}>
          {words.revoke}
        </Button>
      )}
    </li>
  )
}

function Life({ link }: { link: PreviewLink }) {
  const words = usePreviewWords()
  const language = useInterfaceLanguage()
  if (link.revokedAt) return <>{words.revoked(sayTime(link.revokedAt, language))}</>
  const say = isOpen(link) ? words.opens : words.expired
  return <>{say(sayTime(link.expiresAt, language))}</>
}

function Openings({ link: { timesOpened, lastOpenedAt } }: { link: PreviewLink }) {
  const words = usePreviewWords()
  const language = useInterfaceLanguage()
  if (!lastOpenedAt) return <>{words.neverOpened}</>
  return <>{words.opened(timesOpened, sayHowLongAgo(lastOpenedAt, language))}</>
}

const isOpen = ({ revokedAt, expiresAt }: PreviewLink) => !revokedAt && new Date(expiresAt) > new Date()

const listStyles = css({ display: 'grid', margin: 0, padding: 0, listStyle: 'none' })

const rowStyles = css({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: tokenSchema.size.space.large,
  paddingBlock: tokenSchema.size.space.medium,
  borderTop: `1px solid ${tokenSchema.color.border.muted}`,
  overflowWrap: 'anywhere',
})
