import { Button } from '@keystar/ui/button'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { usePerson } from '../navigation/use-person.ts'
import { sayDay } from '../pictures/say-day.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayHowLongAgo, sayTime } from '../words/say-time.ts'
import { useTokenWords } from './token-words.ts'
import type { ApiToken } from './use-tokens.ts'

/** One token; `onRevoke` where it can be ended. */
export function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke?: () => void }) {
  const words = useTokenWords()
  const { name, ending } = token
  return (
    <li className={styles}>
      <div>
        <Text>
          <strong>{name}</strong>{' '}
          <code role="img" aria-label={words.endingIn(ending)}>
            …{ending}
          </code>
        </Text>
        <Making token={token} />
        <Life token={token} isOpen={onRevoke !== undefined} />
      </div>
      {onRevoke && (
        <Button tone="critical" prominence="low" aria-label={words.revokeThis(name)} onPress={onRevoke}>
          {words.revoke}
        </Button>
      )}
    </li>
  )
}

function Making({ token: { access, person, createdAt } }: { token: ApiToken }) {
  const words = useTokenWords()
  const language = useInterfaceLanguage()
  const reader = usePerson()
  const isOfAnother = person !== null && reader !== null && person.id !== reader.id
  const parts = [words[access], isOfAnother && words.actsFor(person.name), words.madeOn(sayDay(createdAt, language))]
  return (
    <Text size="small" color="neutralSecondary">
      {parts.filter(Boolean).join(' · ')}
    </Text>
  )
}

function Life({ token, isOpen }: { token: ApiToken; isOpen: boolean }) {
  const { lastUsedAt, expiresAt, revokedAt } = token
  const words = useTokenWords()
  const language = useInterfaceLanguage()
  const use = lastUsedAt ? words.lastUsed(sayHowLongAgo(lastUsedAt, language)) : words.neverUsed
  const end = revokedAt ? words.revokedAt(sayTime(revokedAt, language)) : words.ranOut(sayTime(expiresAt, language))
  return (
    <Text size="small">{(isOpen ? [use, words.endsOn(sayDay(expiresAt, language))] : [end, use]).join(' · ')}</Text>
  )
}

const styles = css({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: tokenSchema.size.space.large,
  padding: tokenSchema.size.space.large,
  overflowWrap: 'anywhere',
  '& > div': { display: 'grid', gap: tokenSchema.size.space.medium, minWidth: 0 },
  '& > button': { flexShrink: 0 },
  '& strong': { color: tokenSchema.color.foreground.neutralEmphasis, fontWeight: 600 },
  '& code': {
    marginInlineStart: tokenSchema.size.space.small,
    color: tokenSchema.color.foreground.neutralSecondary,
    fontFamily: tokenSchema.typography.fontFamily.code,
    fontSize: tokenSchema.typography.text.small.size,
  },
})
