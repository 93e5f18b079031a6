import { useState } from 'react'
import { gql, useMutation, useQuery } from '@keystone-6/core/admin-ui/apollo'
import type { Point } from './crop-around.ts'
import { pictureSelection, type Picture } from './picture.ts'

export type PictureDetails = Picture & {
  creator: string
  copyrightNotice: string
  usageTerms: string
  focalPointX: number | null
  focalPointY: number | null
  createdAt: string
  uploadedBy: { id: string; name: string } | null
}

export type PictureUse = {
  inWorkingCopy: boolean
  isLive: boolean
  article: { id: string; headline: string; state: string; publicStatus: string }
}

const details = `${pictureSelection} creator copyrightNotice usageTerms focalPointX focalPointY createdAt uploadedBy { id name }`

const findPicture = gql`
  query PictureDetails($id: ID!) {
    image(where: { id: $id }) { ${details} }
    pictureUses(where: { id: $id }) { inWorkingCopy isLive article { id headline state publicStatus } }
  }
`

const updatePicture = gql`
  mutation SavePicture($id: ID!, $data: ImageUpdateInput!) {
    updateImage(where: { id: $id }, data: $data) { ${details} }
  }
`

type Found = { image: PictureDetails | null; pictureUses: PictureUse[] }

/** Texts as they stand in the form; what was not touched follows the picture. */
export type PictureDraft = Partial<
  Pick<
    PictureDetails,
    | 'altText'
    | 'caption'
    | 'creditLine'
    | 'creator'
    | 'copyrightNotice'
    | 'usageTerms'
    | 'isDecorative'
    | 'isIllustrative'
    | 'rightsExpire'
    | 'focalPointX'
    | 'focalPointY'
  >
>

/** One picture with its uses, and what was changed of it on this page. */
export function usePicture(id: string) {
  const { data, loading, error, refetch } = useQuery<Found>(findPicture, {
    variables: { id },
    skip: id === '',
    fetchPolicy: 'cache-and-network',
  })
  const [draft, setDraft] = useState<PictureDraft>({})
  const [update, { loading: isSaving, error: problem, data: saved }] = useMutation(updatePicture)
  const stored = data?.image ?? null
  const isChanged = Object.keys(draft).length > 0
  return {
    picture: stored && { ...stored, ...draft },
    uses: data?.pictureUses ?? [],
    isLoading: loading && !data,
    isChanged,
    isSaving,
    isSaved: !isChanged && Boolean(saved),
    problem: (error ?? problem)?.message ?? null,
    change: (changed: PictureDraft) => setDraft(before => withoutUntouched({ ...before, ...changed }, stored)),
    async save() {
      const sent = draft
      const { data: taken } = await update({ variables: { id, data: sent } }).catch(() => ({ data: null }))
      // What was typed while it was on its way stays to be saved.
      if (taken)
        setDraft(now =>
          Object.fromEntries(
            Object.entries(now).filter(([field, value]) => sent[field as keyof PictureDraft] !== value),
          ),
        )
    },
    lookAgain: () => void refetch(),
  }
}

function withoutUntouched(draft: PictureDraft, stored: PictureDetails | null): PictureDraft {
  return Object.fromEntries(
    Object.entries(draft).filter(([field, value]) => stored?.[field as keyof PictureDraft] !== value),
  )
}

export const focalPointOf = ({ focalPointX, focalPointY }: PictureDetails): Point | null =>
  focalPointX === null || focalPointY === null ? null : { x: focalPointX, y: focalPointY }
