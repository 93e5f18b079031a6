import { useState } from 'react'
import { ActionButton, Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, DialogContainer } from '@keystar/ui/dialog'
import { Icon } from '@keystar/ui/icon'
import { imageIcon } from '@keystar/ui/icon/icons/imageIcon'
import { VStack } from '@keystar/ui/layout'
import { ProgressCircle } from '@keystar/ui/progress'
import { SearchField } from '@keystar/ui/search-field'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { PictureGrid } from './picture-grid.tsx'
import type { Picture } from './picture.ts'
import { usePictures } from './use-pictures.ts'

type Props = { label: string; isQuiet?: boolean; onChoose: (picture: Picture) => void }

/** A button that opens the picture library; choosing one closes it again. */
export function PictureChooser({ label, isQuiet, onChoose }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const choose = (picture: Picture) => {
    setIsOpen(false)
    onChoose(picture)
  }
  return (
    <>
      <ActionButton alignSelf="start" prominence={isQuiet ? 'low' : 'default'} onPress={() => setIsOpen(true)}>
        <Icon src={imageIcon} />
        <Text>{label}</Text>
      </ActionButton>
      <DialogContainer onDismiss={() => setIsOpen(false)}>
        {isOpen && <ChooserDialog onChoose={choose} onCancel={() => setIsOpen(false)} />}
      </DialogContainer>
    </>
  )
}

function ChooserDialog({ onChoose, onCancel }: { onChoose: (picture: Picture) => void; onCancel: () => void }) {
  const [search, setSearch] = useState('')
  const { pictures, isLoading, problem } = usePictures(search)
  return (
    <Dialog size="large">
      <Heading>Choose a picture</Heading>
      <Content>
        <VStack gap="large">
          <SearchField
            label="Search in captions, alternative texts and credits"
            value={search}
            onChange={setSearch}
            autoFocus
          />
          {problem && <Text color="critical">{problem}</Text>}
          {isLoading && <ProgressCircle aria-label="Looking for pictures" isIndeterminate />}
          {!isLoading && !problem && pictures.length === 0 && (
            <Text color="neutralSecondary">
              {search ? 'No picture matches. Try fewer words.' : 'There are no pictures yet. Add one under “Pictures”.'}
            </Text>
          )}
          <PictureGrid pictures={pictures} onChoose={onChoose} />
        </VStack>
      </Content>
      <ButtonGroup>
        <Button onPress={onCancel}>Cancel</Button>
      </ButtonGroup>
    </Dialog>
  )
}
