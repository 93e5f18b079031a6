import { launch } from './launch.mjs'

await launch('./prove.ts', { forDevelopment: true })
