import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog } from '@keystar/ui/dialog'
import { VStack } from '@keystar/ui/layout'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { Refused } from '../look/refused.tsx'
import { ShownOnce } from '../look/shown-once.tsx'
import { LinkForm } from './link-form.tsx'
import { LinkList } from './link-list.tsx'
import { useLinks } from './use-links.ts'
import { usePreviewWords } from './words.ts'

type Props = { articleId: string; newestRevision: number; onClose: () => void }

/** Who outside may read the story: making links, seeing whether they were opened, and ending them. */
export function LinksDialog({ articleId, newestRevision, onClose }: Props) {
  const words = usePreviewWords()
  const { links, refusal, url, isMaking, make, revoke } = useLinks(articleId)
  return (
    <Dialog size="large">
      <Heading>{words.linksLabel}</Heading>
      <Content>
        <VStack gap="xlarge">
          <Text>{words.intro}</Text>
          {refusal && <Refused>{refusal}</Refused>}
          {url && <ShownOnce key={url} value={url} words={words} />}
          <LinkForm newestRevision={newestRevision} isMaking={isMaking} onMake={make} />
          <LinkList links={links} onRevoke={revoke} />
        </VStack>
      </Content>
      <ButtonGroup>
        <Button onPress={onClose}>{words.close}</Button>
      </ButtonGroup>
    </Dialog>
  )
}
