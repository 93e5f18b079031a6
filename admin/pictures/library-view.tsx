import { ActionGroup, Item } from '@keystar/ui/action-group'
import { Button } from '@keystar/ui/button'
import { Flex, VStack } from '@keystar/ui/layout'
import { ProgressCircle } from '@keystar/ui/progress'
import { SearchField } from '@keystar/ui/search-field'
import { Text } from '@keystar/ui/typography'
import { Refused } from '../look/refused.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayCount, useLibraryWords } from './library-words.ts'
import { PictureGrid } from './picture-grid.tsx'
import type { Picture } from './picture.ts'
import { libraryParts, type LibraryPart, type useLibrary } from './use-library.ts'

type Props = {
  library: ReturnType<typeof useLibrary>
  search: string
  onSearch: (search: string) => void
  /** Where somebody chooses, a killed picture is not on offer. */
  parts?: readonly LibraryPart[]
  part: LibraryPart
  onPart: (part: LibraryPart) => void
  onChoose?: (picture: Picture) => void
}

/** The library itself: what to look for, how much there is, and the pictures. */
export function LibraryView({ library, search, onSearch, parts = libraryParts, part, onPart, onChoose }: Props) {
  const [words, language] = [useLibraryWords(), useInterfaceLanguage()]
  const { pictures, count, isLoading, problem, showMore } = library
  return (
    <VStack gap="large">
      <Flex gap="large" alignItems="end" wrap>
        <SearchField
          label={words.search}
          description={words.searchIn}
          value={search}
          onChange={onSearch}
          flex="1 1 320px"
          maxWidth="scale.6000"
          autoFocus={onChoose !== undefined}
        />
        <ActionGroup
          aria-label={words.parts}
          density="compact"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[part]}
          // The items are the parts, and one is always selected.
          onSelectionChange={keys => keys !== 'all' && onPart([...keys][0] as LibraryPart)}
        >
          {parts.map(each => (
            <Item key={each}>{words[each]}</Item>
          ))}
        </ActionGroup>
      </Flex>
      <Text size="small" color="neutralSecondary" role="status">
        {problem || count === null
          ? ''
          : count === 0
            ? search
              ? words.noMatch
              : words.nothing
            : sayCount(count, words, language)}
      </Text>
      {problem && <Refused>{problem}</Refused>}
      {isLoading && <ProgressCircle aria-label={words.looking} isIndeterminate />}
      <PictureGrid pictures={pictures} label={words.title} onChoose={onChoose} />
      {showMore && (
        <Button alignSelf="center" onPress={showMore}>
          {words.more}
        </Button>
      )}
    </VStack>
  )
}
