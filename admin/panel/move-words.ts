import type { TransitionName } from '../../workflow/transitions.ts'
import { wordsOf } from '../words/words-of.ts'

type MoveWords = Record<TransitionName, string>

/** What each move is called; a test holds the English ones to the transition table. */
export const useMoveLabels = wordsOf<MoveWords>({
  en: {
    submit: 'Submit for review',
    requestChanges: 'Request changes',
    approve: 'Approve',
    publish: 'Publish',
    publishNow: 'Publish now',
    correct: 'Publish a correction',
    schedule: 'Schedule',
    unschedule: 'Unschedule',
    unpublish: 'Unpublish',
    kill: 'Kill',
    reinstate: 'Reinstate',
    archive: 'Archive',
    restore: 'Restore',
    trash: 'Move to trash',
    untrash: 'Take out of trash',
  },
  fr: {
    submit: 'Envoyer en relecture',
    requestChanges: 'Demander des modifications',
    approve: 'Valider',
    publish: 'Publier',
    publishNow: 'Publier immédiatement',
    correct: 'Publier un rectificatif',
    schedule: 'Programmer',
    unschedule: 'Déprogrammer',
    unpublish: 'Dépublier',
    kill: 'Retirer',
    reinstate: 'Lever le retrait',
    archive: 'Archiver',
    restore: 'Sortir des archives',
    trash: 'Mettre à la corbeille',
    untrash: 'Sortir de la corbeille',
  },
})

/** What each move does, for its dialog. */
export const useMoveEffects = wordsOf<MoveWords>({
  en: {
    submit: 'Hands the story to the editors. Its author cannot change it while they read.',
    requestChanges: 'Gives the story back to its author with your reason. An approval and a schedule are withdrawn.',
    approve: 'Pins exactly this text: nothing else can be published until somebody approves again.',
    publish: 'Shows the approved text to readers, at once.',
    publishNow: 'Breaking news: approves and publishes the text as it stands, your own too. The reason goes on record.',
    correct: 'Shows the approved text to readers, with a note that says what was wrong.',
    schedule: 'Shows the approved text to readers at a time that you choose. A change of its content cancels that.',
    unschedule: 'Takes back the time of going live. The text stays approved.',
    unpublish: 'Takes the story away from readers. It becomes a draft and needs a new approval.',
    kill: 'Withdraws the story for legal or factual cause; readers see your note. Only a reinstatement brings it back.',
    reinstate: 'Lifts the kill. The story stays away from readers until it is approved and published again.',
    archive: 'Puts the story away. Nobody can change or move it until it is restored.',
    restore: 'Takes the story out of the archive, as a draft.',
    trash: 'Puts the story in the trash, from which it can be taken out again.',
    untrash: 'Takes the story out of the trash, as a draft.',
  },
  fr: {
    submit: 'Confie l’article à la relecture. Son auteur ne peut plus le modifier pendant ce temps.',
    requestChanges: 'Rend l’article à son auteur avec votre demande. La validation et la programmation sont levées.',
    approve: 'Fige exactement ce texte : rien d’autre ne peut être publié avant une nouvelle validation.',
    publish: 'Met le texte validé en ligne, tout de suite.',
    publishNow: 'Urgence : valide et publie le texte tel quel, même le vôtre. Le motif est consigné.',
    correct: 'Met le texte validé en ligne, avec une note publique qui dit ce qui était faux.',
    schedule: 'Met le texte validé en ligne à l’heure choisie. Toute modification du contenu annule la programmation.',
    unschedule: 'Annule l’heure de mise en ligne. Le texte reste validé.',
    unpublish: 'Retire l’article aux lecteurs. Il redevient un brouillon et demande une nouvelle validation.',
    kill: 'Retire l’article pour une cause juridique ou factuelle ; les lecteurs voient votre note. Seule la levée du retrait permet de le republier.',
    reinstate: 'Lève le retrait. L’article reste hors ligne jusqu’à une nouvelle validation et publication.',
    archive: 'Range l’article. Personne ne peut le modifier ni le faire avancer avant sa sortie des archives.',
    restore: 'Sort l’article des archives, à l’état de brouillon.',
    trash: 'Met l’article à la corbeille, d’où on peut le reprendre.',
    untrash: 'Sort l’article de la corbeille, à l’état de brouillon.',
  },
})
