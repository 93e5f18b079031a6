import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/inter/wght-italic.css'
import type { AdminConfig } from '@keystone-6/core/types'
import { Navigation } from './navigation/navigation.tsx'
import { WordMark } from './navigation/word-mark.tsx'

export const components: AdminConfig['components'] = { Logo: WordMark, Navigation }
