import { useState } from 'react'
import { ActionButton, Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, DialogContainer } from '@keystar/ui/dialog'
import { Icon } from '@keystar/ui/icon'
import { imageIcon } from '@keystar/ui/icon/icons/imageIcon'
import { VStack } from '@keystar/ui/layout'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { AddPicturesButton, DropPictures } from './add-pictures.tsx'
import { LibraryView } from './library-view.tsx'
import { useLibraryWords } from './library-words.ts'
import type { Picture } from './picture.ts'
import { UploadQueue } from './upload-queue.tsx'
import { libraryParts, useLibrary, type LibraryPart } from './use-library.ts'
import { useUploads } from './use-uploads.ts'

type Props = { label: string; isQuiet?: boolean; onChoose: (picture: Picture) => void }

/** A button that opens the picture library; choosing one, or adding one there and then, closes it again. */
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

const partsToChooseFrom = libraryParts.filter(part => part !== 'KILLED')

function ChooserDialog({ onChoose, onCancel }: { onChoose: (picture: Picture) => void; onCancel: () => void }) {
  const words = useLibraryWords()
  const [search, setSearch] = useState('')
  const [part, setPart] = useState<LibraryPart>('ALL')
  const library = useLibrary({ part, search })
  const uploads = useUploads()
  return (
    <Dialog size="large">
      <Heading>{words.chooseOr}</Heading>
      <Content>
        <DropPictures onAdd={uploads.add}>
          <VStack gap="large">
            <UploadQueue queue={uploads} onUse={onChoose} />
            <LibraryView
              library={library}
              search={search}
              onSearch={setSearch}
              parts={partsToChooseFrom}
              part={part}
              onPart={setPart}
              onChoose={onChoose}
            />
          </VStack>
        </DropPictures>
      </Content>
      <ButtonGroup>
        <Button onPress={onCancel}>{words.cancel}</Button>
        <AddPicturesButton onAdd={uploads.add} />
      </ButtonGroup>
    </Dialog>
  )
}
