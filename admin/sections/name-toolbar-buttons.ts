// Keystone gives these buttons a picture and a tooltip, and no name; in the order in which it shows them.
const names: Record<string, string[]> = {
  Lists: ['Bullet list', 'Numbered list'],
  'Block formatting': ['Link', 'Quote'],
}

/** Names the document editor's buttons for those who cannot see them. */
export function nameToolbarButtons(room: HTMLElement | null): void {
  for (const [group, labels] of Object.entries(names)) {
    const buttons = room?.querySelectorAll(`[role="group"][aria-label="${group}"] button`) ?? []
    buttons.forEach((button, index) => button.setAttribute('aria-label', labels[index] ?? group))
  }
}
