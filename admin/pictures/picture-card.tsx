import type { ReactNode } from 'react'
import { Flex, VStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { QuietLink } from '../look/quiet-link.tsx'
import { useNameOfPicture, usePictureWords } from './picture-words.ts'
import { renditionOf, type Picture } from './picture.ts'
import { WarningList } from './warning-list.tsx'

/** A chosen picture with what is known of it, what stands against it, and what may be done with it. */
export function PictureCard({ picture, children }: { picture: Picture; children?: ReactNode }) {
  const { caption, altText, creditLine, isDecorative } = picture
  const [words, nameOf] = [usePictureWords(), useNameOfPicture()]
  return (
    <Flex gap="large" alignItems="start" wrap>
      <Thumbnail picture={picture} />
      <VStack gap="medium" flex minWidth="scale.2400">
        <QuietLink href={`/pictures/${picture.id}`}>{nameOf(picture)}</QuietLink>
        <WarningList picture={picture} />
        {caption && altText && (
          <Text size="small" color="neutralSecondary">
            {altText}
          </Text>
        )}
        {!altText && !isDecorative && <Missing>{words.noAltText}</Missing>}
        {creditLine ? <Text size="small">{creditLine}</Text> : <Missing>{words.noCredit}</Missing>}
        {children}
      </VStack>
    </Flex>
  )
}

/** The picture itself, small, for those who choose among several. */
export function Thumbnail({ picture }: { picture: Pick<Picture, 'file'> }) {
  // What it shows stands beside it in words.
  return picture.file ? (
    <img className={styles} src={renditionOf(picture.file, 320)} alt="" loading="lazy" decoding="async" />
  ) : (
    <div className={styles} />
  )
}

const Missing = ({ children }: { children: string }) => (
  <Text size="small" color="caution">
    {children}
  </Text>
)

const styles = css({
  display: 'block',
  width: 160,
  aspectRatio: '3 / 2',
  objectFit: 'cover',
  borderRadius: tokenSchema.size.radius.small,
  backgroundColor: tokenSchema.color.background.surfaceSecondary,
})
