import { useDeferredValue } from 'react'
import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { pictureSelection, type Picture } from './picture.ts'

const findPictures = gql`
  query FindPictures($where: ImageWhereInput!) {
    images(where: $where, take: 24, orderBy: { createdAt: desc }) { ${pictureSelection} }
  }
`

/** The newest pictures that may be used and hold these words in a text of theirs. */
export function usePictures(search: string): { pictures: Picture[]; isLoading: boolean; problem: string | null } {
  const words = useDeferredValue(search.trim())
  const texts = ['caption', 'altText', 'creditLine'].map(field => ({
    [field]: { contains: words, mode: 'insensitive' },
  }))
  const where = { killedAt: null, ...(words && { OR: texts }) }
  // Somebody may have added one since the library was last opened.
  const { data, previousData, loading, error } = useQuery<{ images: Picture[] }>(findPictures, {
    variables: { where },
    fetchPolicy: 'cache-and-network',
  })
  const pictures = (data ?? previousData)?.images ?? []
  return { pictures, isLoading: loading && pictures.length === 0, problem: error?.message ?? null }
}
