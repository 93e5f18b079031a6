import { useQuery } from '@keystone-6/core/admin-ui/apollo'
import { findPictures, type Comparison } from './comparison.ts'

export type ComparedPicture = {
  id: string
  caption: string
  altText: string
  killedAt: string | null
  file: { id: string } | null
}

/** Pictures by id; null until they are known. */
export type ComparedPictures = ReadonlyMap<string, ComparedPicture> | null

/** The pictures that a comparison names, of both sides. */
export function usePictures({ fields, sections }: Comparison): ComparedPictures {
  const changes = [...fields, ...sections.flatMap(section => section.fields)].filter(({ field }) => field === 'image')
  const ids = [...new Set(changes.flatMap(({ from, to }) => [from, to]).filter(id => id !== null))]
  const { data } = useQuery<{ images: ComparedPicture[] }>(findPictures, {
    variables: { ids },
    skip: ids.length === 0,
    fetchPolicy: 'network-only',
  })
  return data ? new Map(data.images.map(picture => [picture.id, picture])) : null
}
