import sharp from 'sharp'

import { takeTurns } from './take-turns.ts'

// One thread a picture: in parallel, decoding 100 megapixels takes the memory of everything else.
sharp.concurrency(1)

// Node has four threads for sharp, files and password hashes together. These leave one free, and a rush of readers
// does not keep editors from uploading.
export const renditionTurn = takeTurns({ atOnce: 2, waiting: 256 })
export const uploadTurn = takeTurns({ atOnce: 1, waiting: 64 })

/** Mutations whose uploads stand in memory; those in line hold a connection, and a file on disk that it came in. */
export const holdingTurn = takeTurns({ atOnce: 4, waiting: 1_000 })

/** Pixels of all frames together that are decoded: the largest sensors of today have 100 megapixels. */
export const largestPicturePixels = 100_000_000

/** `error` refuses what is cut off or broken, and lets pass the harmless warnings that real agency photos cause. */
export const decoding = { failOn: 'error', limitInputPixels: largestPicturePixels } as const
