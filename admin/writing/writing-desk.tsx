import { useEffect, useState } from 'react'
import { Button } from '@keystar/ui/button'
import { DialogContainer } from '@keystar/ui/dialog'
import { HStack } from '@keystar/ui/layout'
import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayHowLongAgo } from '../words/say-time.ts'
import type { Kept } from './kept-work.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { OthersHere } from './presence.tsx'
import type { Desk } from './use-writing.ts'
import { useWritingWords } from './words.ts'

const mostOffered = 3
const slowAfterMs = 6_000

/** Above the form: who else is here, what was not saved, and what another has saved meanwhile. */
export function WritingDesk({ desk }: { desk: Desk }) {
  const { place, work, merger, seen, isBehind, isSaving } = desk
  const words = useWritingWords()
  const { merging } = merger
  return (
    <div ref={place} className={styles}>
      {seen && <OthersHere others={seen.others} />}
      <div role="status" className={styles}>
        {isSaving && <SlowNotice />}
      </div>
      {isBehind && !merging && !isSaving && (
        <Notice tone="caution">
          <Content>
            <Text>{words.newerVersion}</Text>
            <HStack paddingTop="regular">
              <Button onPress={desk.catchUp}>{desk.holdsUnsavedWork() ? words.compareNow : words.readAgain}</Button>
            </HStack>
          </Content>
        </Notice>
      )}
      {work.offered.slice(0, mostOffered).map(kept => (
        <KeptNotice key={kept.key} kept={kept} desk={desk} />
      ))}
      <DialogContainer onDismiss={() => merger.setMerging(null)}>
        {merging && (
          <MergeDialog
            merging={merging}
            onChange={merger.setMerging}
            onConfirm={() => merger.confirm(merging)}
            onClose={() => merger.setMerging(null)}
          />
        )}
      </DialogContainer>
    </div>
  )
}

function KeptNotice({ kept, desk }: { kept: Kept; desk: Desk }) {
  const words = useWritingWords()
  const when = sayHowLongAgo(kept.work.at, useInterfaceLanguage())
  const labels = Object.keys(kept.work.fields).map(key => desk.labels[key] ?? key)
  return (
    <Notice tone="neutral">
      <Heading>{words.keptWork}</Heading>
      <Content>
        <Text>
          {words.keptFrom(kept.work.headline || words.noHeadline, when)} {words.whatDiffers(labels.join(', '))}
        </Text>
        <HStack gap="regular" paddingTop="regular" wrap="wrap">
          <Button prominence="high" tone="accent" onPress={() => desk.merger.takeUpKept(kept)}>
            {words.takeUp}
          </Button>
          <Button onPress={() => desk.merger.compareKept(kept)}>{words.seeDifferences}</Button>
          <Button prominence="low" onPress={() => desk.work.discard(kept.key)}>
            {words.discard}
          </Button>
        </HStack>
      </Content>
    </Notice>
  )
}

/** Whoever waits is told that nothing is lost. */
function SlowNotice() {
  const words = useWritingWords()
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isSlow) return null
  return (
    <Notice tone="caution">
      <Content>
        <Text>{words.slow}</Text>
      </Content>
    </Notice>
  )
}

const styles = css({ display: 'grid', gap: tokenSchema.size.space.large, '&:empty': { display: 'none' } })
