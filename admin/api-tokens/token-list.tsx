import { useState } from 'react'
import { DialogContainer } from '@keystar/ui/dialog'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { DeskPart, Nothing, Rows } from '../desk/desk-part.tsx'
import { usePerson } from '../navigation/use-person.ts'
import { RevokeDialog } from './revoke-dialog.tsx'
import { TokenRow } from './token-row.tsx'
import { useTokenWords } from './token-words.ts'
import { mostShown, type ApiToken } from './use-tokens.ts'

type Props = {
  open: ApiToken[]
  ended: ApiToken[]
  onRevoked: (token: ApiToken) => void
  /** A token may have ended. */
  onAnswered: () => void
}

/** What acts for this person, or for anybody where an admin looks; what has ended stays to be seen for a month. */
export function TokenList({ open, ended, onRevoked, onAnswered }: Props) {
  const words = useTokenWords()
  const isAdmin = usePerson()?.role === 'admin'
  const [asked, setAsked] = useState<ApiToken | null>(null)
  const close = () => setAsked(null)
  const revoked = () => {
    if (asked) onRevoked(asked)
    close()
  }
  return (
    <DeskPart title={words.list} count={open.length}>
      {open.length === 0 && <Nothing>{isAdmin ? words.noneOfAnybody : words.none}</Nothing>}
      {open.length > 0 && (
        <Rows>
          {open.map(token => (
            <TokenRow key={token.id} token={token} onRevoke={() => setAsked(token)} />
          ))}
        </Rows>
      )}
      <MostShown of={open} />
      {ended.length > 0 && <EndedTokens tokens={ended} />}
      <DialogContainer onDismiss={close}>
        {asked && (
          // Read again only when it is gone: it gives the focus back to the button of a row that must still be there.
          <RevokeDialog token={asked} onRevoked={revoked} onCancel={close} onGone={onAnswered} />
        )}
      </DialogContainer>
    </DeskPart>
  )
}

function EndedTokens({ tokens }: { tokens: ApiToken[] }) {
  const words = useTokenWords()
  return (
    <details className={endedStyles}>
      <summary>{words.ended(tokens.length)}</summary>
      <Rows>
        {tokens.map(token => (
          <TokenRow key={token.id} token={token} />
        ))}
      </Rows>
      <MostShown of={tokens} />
    </details>
  )
}

function MostShown({ of: tokens }: { of: ApiToken[] }) {
  const words = useTokenWords()
  if (tokens.length < mostShown) return null
  return (
    <Text size="small" color="neutralSecondary">
      {words.mostShown(mostShown)}
    </Text>
  )
}

const endedStyles = css({
  '& > summary': {
    width: 'fit-content',
    cursor: 'pointer',
    paddingBlock: tokenSchema.size.space.regular,
    color: tokenSchema.color.foreground.neutralSecondary,
    fontFamily: tokenSchema.typography.fontFamily.base,
    fontSize: tokenSchema.typography.text.small.size,
  },
})
