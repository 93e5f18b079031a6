import '@fontsource-variable/inter/index.css'
import { injectGlobal } from '@keystar/ui/style'

/** @keystar/ui asks for its font by this variable. The files come with the program, from no other host. */
export function useOurFont(): void {
  injectGlobal({ ':root': { '--font-inter': '"Inter Variable"' } })
}
