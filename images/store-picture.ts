import type { AcceptedPicture } from './accept-upload.ts'
import { newPictureKey, originalKey, type PictureStorage } from './picture-storage.ts'
import { uploadContentTypes } from './recognise-format.ts'

/**
 * Puts an accepted picture into the storage under a new key, and gives that key. The row that names it is written after:
 * when that fails, the bytes stay behind, and are known as left behind by no row, revision or publication naming the key.
 */
export async function storePicture(
  storage: PictureStorage,
  picture: AcceptedPicture,
  key: string = newPictureKey(),
): Promise<string> {
  await storage.put(originalKey(key), picture.bytes, uploadContentTypes[picture.format])
  return key
}
