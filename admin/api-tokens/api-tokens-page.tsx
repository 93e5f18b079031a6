import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { DeskPart } from '../desk/desk-part.tsx'
import { Refused } from '../look/refused.tsx'
import { ShownOnce } from '../look/shown-once.tsx'
import { TokenForm } from './token-form.tsx'
import { TokenList } from './token-list.tsx'
import { useTokenWords } from './token-words.ts'
import { useMakeToken, type TokenOrder } from './use-make-token.ts'
import { useTokens, type ApiToken } from './use-tokens.ts'

/** What acts for this person without them: making tokens, seeing whether they are used, and ending them. */
export function ApiTokensPage() {
  const words = useTokenWords()
  const { tokens, refusal, readAgain } = useTokens()
  const making = useMakeToken()
  const make = async (order: TokenOrder) => {
    const isMade = await making.make(order)
    if (isMade) readAgain()
    return isMade
  }
  // Nobody is asked to copy what has ended.
  const forget = ({ ending }: ApiToken) => making.token?.endsWith(ending) && making.forget()
  return (
    <PageContainer
      title={words.title}
      header={
        <Heading elementType="h1" size="small">
          {words.title}
        </Heading>
      }
    >
      <div className={styles}>
        <Explanation />
        <DeskPart title={words.makeOne}>
          <TokenForm isMaking={making.isMaking} refusal={making.refusal} onEdit={making.forgive} onMake={make} />
          {making.token && <ShownOnce key={making.token} value={making.token} words={words} />}
        </DeskPart>
        {refusal && <Refused>{refusal}</Refused>}
        {tokens && <TokenList {...tokens} onRevoked={forget} onAnswered={readAgain} />}
      </div>
    </PageContainer>
  )
}

function Explanation() {
  const words = useTokenWords()
  return (
    <div className={explanationStyles}>
      <Text elementType="p">{words.intro}</Text>
      <Text elementType="p">{words.sent}</Text>
      <pre>{'POST /api/graphql\nAuthorization: Bearer bouclage_…'}</pre>
    </div>
  )
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.xxlarge,
  width: '100%',
  maxWidth: 780,
  paddingBlock: tokenSchema.size.space.xlarge,
})

const explanationStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.large,
  '& > p': { margin: 0 },
  '& > pre': {
    margin: 0,
    padding: tokenSchema.size.space.large,
    border: `1px solid ${tokenSchema.color.border.muted}`,
    borderRadius: tokenSchema.size.radius.medium,
    backgroundColor: tokenSchema.color.background.canvas,
    color: tokenSchema.color.foreground.neutral,
    fontFamily: tokenSchema.typography.fontFamily.code,
    fontSize: tokenSchema.typography.text.small.size,
    lineHeight: 1.6,
    whiteSpace: 'pre-wrap',
  },
})
