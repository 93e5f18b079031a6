import path from 'node:path'
import type { Bucket } from '../environment/bucket.ts'
import { diskStorage } from './disk-storage.ts'
import type { PictureStorage } from './picture-storage.ts'
import { s3Storage } from './s3-storage.ts'

/** Where this newsroom keeps its pictures: in the bucket, when one is named, or else in a folder of DATA_DIR. */
export const openStorage = ({ dataDir, bucket }: { dataDir: string; bucket?: Bucket | undefined }): PictureStorage =>
  bucket ? s3Storage(bucket) : diskStorage(path.join(dataDir, 'images'))
