import { VStack } from '@keystar/ui/layout'
import { Heading, Text } from '@keystar/ui/typography'
import { useState } from 'react'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { useRouter } from '@keystone-6/core/admin-ui/router'
import { AddPicturesButton, DropPictures } from './add-pictures.tsx'
import { LibraryView } from './library-view.tsx'
import { useLibraryWords } from './library-words.ts'
import { UploadQueue } from './upload-queue.tsx'
import { libraryParts, useLibrary } from './use-library.ts'
import { useUploads } from './use-uploads.ts'

/** All pictures of the newsroom, and the way in for new ones. */
export function LibraryPage() {
  const words = useLibraryWords()
  const { query, replace } = useRouter()
  // In the address, so that the way back from a picture leads to the same place.
  const part = libraryParts.find(known => known === query['part']) ?? 'ALL'
  const [search, setSearch] = useState<string | null>(null)
  const asked = search ?? (typeof query['search'] === 'string' ? query['search'] : '')
  const library = useLibrary({ part, search: asked })
  const uploads = useUploads({ onAdded: library.lookAgain })
  const show = (place: { part: string; search: string }) =>
    void replace({ query: { ...place } }, undefined, { shallow: true, scroll: false })
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
            search={asked}
            onSearch={typed => {
              setSearch(typed)
              show({ part, search: typed })
            }}
            part={part}
            onPart={chosen => show({ part: chosen, search: asked })}
          />
          <Text size="small" color="neutralSecondary">
            {words.orDrop}
          </Text>
        </VStack>
      </DropPictures>
    </PageContainer>
  )
}
