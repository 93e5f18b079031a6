import type { SectionWords } from './section-words.ts'

// Keystone gives these buttons a picture and a tooltip, and no name; in the order in which it shows them.
const names = {
  Lists: ['bulletList', 'numberedList'],
  'Block formatting': ['link', 'quote'],
} as const

/** Names the document editor's buttons for those who cannot see them. */
export function nameToolbarButtons(room: HTMLElement | null, words: SectionWords): void {
  for (const [group, labels] of Object.entries(names)) {
    const buttons = room?.querySelectorAll(`[role="group"][aria-label="${group}"] button`) ?? []
    buttons.forEach((button, index) => {
      const label = labels[index]
      button.setAttribute('aria-label', label ? words[label] : group)
    })
  }
}
