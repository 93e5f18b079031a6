import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { Text } from '@keystar/ui/typography'

/** Why something was not done or cannot be shown, where it was asked for; said aloud, too, to whoever does not see it. */
export function Refused({ children }: { children: string }) {
  return (
    <Notice tone="critical">
      <Content>
        {/* Several reasons have a line each. */}
        <Text UNSAFE_style={{ whiteSpace: 'pre-line' }}>{children}</Text>
      </Content>
    </Notice>
  )
}
