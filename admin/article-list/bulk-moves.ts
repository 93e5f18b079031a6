import type { TransitionName } from '../../workflow/transitions.ts'
import type { Line } from '../desk/line.ts'
import { wordsOf } from '../words/words-of.ts'

/** What may be done to many stories at once; kills, corrections and schedules are each a story's own affair. */
export const bulkMoves = [
  ...(['submit', 'approve', 'requestChanges', 'publish', 'unschedule', 'unpublish'] as const),
  ...(['archive', 'restore', 'trash', 'untrash'] as const),
] satisfies readonly TransitionName[]
export type BulkMove = (typeof bulkMoves)[number]

export const asksReason = (move: BulkMove): boolean => move === 'requestChanges' || move === 'unpublish'

/** The moves that at least one of these stories can make, and how many of them can. */
export function movesOf(lines: readonly Line[]): { move: BulkMove; able: Line[] }[] {
  return bulkMoves
    .map(move => ({ move, able: lines.filter(({ moves }) => moves.includes(move)) }))
    .filter(({ able }) => able.length > 0)
}

type Said = { label: string; does: string }

const en: Record<BulkMove, Said> = {
  submit: { label: 'Submit for review', does: 'Hands the stories to the editors.' },
  approve: { label: 'Approve', does: 'Pins exactly these texts, each after its checklist.' },
  requestChanges: { label: 'Request changes', does: 'Gives each story back to its author with your reason.' },
  publish: { label: 'Publish', does: 'Shows the approved texts to readers, at once.' },
  unschedule: { label: 'Unschedule', does: 'Takes back the times of going live. The texts stay approved.' },
  unpublish: { label: 'Unpublish', does: 'Takes the stories away from readers. They become drafts.' },
  archive: { label: 'Archive', does: 'Puts the stories away until somebody restores them.' },
  restore: { label: 'Restore', does: 'Takes the stories out of the archive, as drafts.' },
  trash: { label: 'Move to trash', does: 'Puts the stories in the trash, from which they can be taken out again.' },
  untrash: { label: 'Take out of trash', does: 'Takes the stories out of the trash, as drafts.' },
}

const fr: Record<BulkMove, Said> = {
  submit: { label: 'Soumettre à relecture', does: 'Confie les articles aux éditeurs.' },
  approve: { label: 'Valider', does: 'Fige exactement ces textes, chacun après sa liste de contrôle.' },
  requestChanges: { label: 'Demander des modifications', does: 'Rend chaque article à son auteur avec votre motif.' },
  publish: { label: 'Publier', does: 'Montre les textes validés aux lecteurs, tout de suite.' },
  unschedule: { label: 'Déprogrammer', does: 'Retire les heures de parution. Les textes restent validés.' },
  unpublish: { label: 'Dépublier', does: 'Retire les articles aux lecteurs. Ils redeviennent des brouillons.' },
  archive: { label: 'Archiver', does: 'Range les articles jusqu’à ce que quelqu’un les ressorte.' },
  restore: { label: 'Ressortir des archives', does: 'Sort les articles des archives, en brouillon.' },
  trash: { label: 'Mettre à la corbeille', does: 'Met les articles à la corbeille, d’où ils peuvent ressortir.' },
  untrash: { label: 'Sortir de la corbeille', does: 'Sort les articles de la corbeille, en brouillon.' },
}

export const useMoveWords = wordsOf({
  en: { label: (move: BulkMove) => en[move].label, does: (move: BulkMove) => en[move].does },
  fr: { label: (move: BulkMove) => fr[move].label, does: (move: BulkMove) => fr[move].does },
})
