import sharp from 'sharp'
import { pictureTexts, type PictureTexts } from './picture-texts.ts'
import { decoding } from './picture-work.ts'

/**
 * What the file itself says about the picture, in its XMP and IPTC blocks: caption, credit, creator, rights and the text
 * for those who cannot see it. Nothing of it is needed: of blocks that cannot be read, nothing is taken.
 */
export async function readPictureTexts(bytes: Buffer): Promise<PictureTexts> {
  try {
    const { xmp, iptc } = await sharp(bytes, decoding).metadata()
    return pictureTexts({ xmp, iptc })
  } catch {
    // Whoever made the file chose these bytes; what stands in them is a courtesy, and no ground to refuse the picture.
    return {}
  }
}
