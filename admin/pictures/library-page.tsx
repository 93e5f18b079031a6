import { VStack } from '@keystar/ui/layout'
import { Heading, Text } from '@keystar/ui/typography'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { usePlace } from '../navigation/use-place.ts'
import { AddPicturesButton, DropPictures } from './add-pictures.tsx'
import { LibraryView } from './library-view.tsx'
import { useLibraryWords } from './library-words.ts'
import { UploadQueue } from './upload-queue.tsx'
import { libraryParts, useLibrary } from './use-library.ts'
import { useUploads } from './use-uploads.ts'

/** All pictures of the newsroom, and the way in for new ones. */
export function LibraryPage() {
  const words = useLibraryWords()
  const place = usePlace()
  const asked = new URLSearchParams(place.query)
  // In the address, so that the way back from a picture leads to the same place.
  const part = libraryParts.find(known => known === asked.get('part')) ?? 'ALL'
  const search = asked.get('search') ?? ''
  const library = useLibrary({ part, search })
  const uploads = useUploads({ onAdded: library.lookAgain })
  const show = (shown: { part: string; search: string }) => place.replace(`${place.path}?${new URLSearchParams(shown)}`)
  return (
    <PageContainer
      title={words.title}
      header={
        <>
          <Heading elementType="h1" size="small">
            {words.title}
          </Heading>
          <AddPicturesButton onAdd={uploads.add} />
        </>
      }
    >
      <DropPictures onAdd={uploads.add}>
        <VStack gap="xlarge" paddingY="xlarge">
          <UploadQueue queue={uploads} />
          <LibraryView
            library={library}
            search={search}
            onSearch={typed => show({ part, search: typed })}
            part={part}
            onPart={chosen => show({ part: chosen, search })}
          />
          <Text size="small" color="neutralSecondary">
            {words.orDrop}
          </Text>
        </VStack>
      </DropPictures>
    </PageContainer>
  )
}
