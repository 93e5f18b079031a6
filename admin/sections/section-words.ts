import { wordsOf } from '../words/words-of.ts'

export const useSectionWords = wordsOf({
  en: {
    region: (place: number) => `Section ${place}`,
    headingOf: (place: number) => `Heading of section ${place}`,
    headingHint: 'Heading, if it has one',
    textOf: (place: number) => `Text of section ${place}`,
    noText: 'No text yet',
    emptyStory: 'This story has no text yet.',
    named: (heading: string) => `“${heading}”`,
    unnamed: (place: number) => `section ${place}`,
    add: 'Add a section',
    addBefore: (place: number) => `Add a section before section ${place}`,
    foldAll: 'Fold all',
    unfoldAll: 'Unfold all',
    dragIt: (name: string) => `Drag ${name} to another place`,
    moveUp: (name: string) => `Move ${name} up`,
    moveDown: (name: string) => `Move ${name} down`,
    duplicateIt: (name: string) => `Duplicate ${name}`,
    deleteIt: (name: string) => `Delete ${name}`,
    fold: (name: string) => `Fold ${name}`,
    unfold: (name: string) => `Unfold ${name}`,
    drag: 'Drag',
    up: 'Move up (Alt ↑)',
    down: 'Move down (Alt ↓)',
    duplicate: 'Duplicate',
    delete: 'Delete',
    foldTip: 'Fold',
    unfoldTip: 'Unfold',
    isFirst: (name: string) => `${name} is already first`,
    isLast: (name: string) => `${name} is already last`,
    isNow: (name: string, place: number, count: number) => `${name} is now ${place} of ${count}`,
    isDeleted: (name: string) => `${name} is deleted as soon as you save`,
    willBeDeleted: (name: string) => `${name} is deleted as soon as you save.`,
    oneWillBeDeleted: 'A section is deleted as soon as you save.',
    undo: 'Undo',
    undoDeleting: (name: string) => `Undo deleting ${name}`.trim(),
    length: (words: number, minutes: number) =>
      `${words.toLocaleString('en')} ${words === 1 ? 'word' : 'words'} · ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} to read`,
    addPicture: 'Add a picture',
    changePicture: 'Change picture',
    removePicture: 'Remove picture',
    captionHere: 'Caption here',
    captionHint: 'Only where this section needs another than the picture’s own.',
    altHere: 'Alternative text here',
    pastedSections: (count: number) =>
      count === 1
        ? 'A section was made of the heading you pasted.'
        : `${count} sections were made of the headings you pasted.`,
    pastedPictures: (count: number) =>
      count === 1
        ? 'The pasted text had a picture, which was left out. Add it from the library.'
        : `The pasted text had ${count} pictures, which were left out. Add them from the library.`,
    pastedTooLong: 'That text is too long to be pasted at once. Paste it in parts.',
    bulletList: 'Bullet list',
    numberedList: 'Numbered list',
    link: 'Link',
    quote: 'Quote',
    tooLong: (most: number, now: number) => `At most ${most} characters; this has ${now}.`,
    bodyTooLong: 'This text is too long for one section. Move a part of it into another.',
    emptyLink: 'A link has no address yet. Give it one, or unlink it.',
    count: (count: number) => (count === 1 ? '1 section' : `${count} sections`),
  },
  fr: {
    region: (place: number) => `Section ${place}`,
    headingOf: (place: number) => `Intertitre de la section ${place}`,
    headingHint: 'Intertitre, s’il y en a un',
    textOf: (place: number) => `Texte de la section ${place}`,
    noText: 'Pas encore de texte',
    emptyStory: 'Cet article n’a pas encore de texte.',
    named: (heading: string) => `« ${heading} »`,
    unnamed: (place: number) => `la section ${place}`,
    add: 'Ajouter une section',
    addBefore: (place: number) => `Ajouter une section avant la section ${place}`,
    foldAll: 'Tout replier',
    unfoldAll: 'Tout déplier',
    dragIt: (name: string) => `Faire glisser ${name}`,
    moveUp: (name: string) => `Monter ${name}`,
    moveDown: (name: string) => `Descendre ${name}`,
    duplicateIt: (name: string) => `Dupliquer ${name}`,
    deleteIt: (name: string) => `Supprimer ${name}`,
    fold: (name: string) => `Replier ${name}`,
    unfold: (name: string) => `Déplier ${name}`,
    drag: 'Faire glisser',
    up: 'Monter (Alt ↑)',
    down: 'Descendre (Alt ↓)',
    duplicate: 'Dupliquer',
    delete: 'Supprimer',
    foldTip: 'Replier',
    unfoldTip: 'Déplier',
    isFirst: (name: string) => `${name} : déjà en tête`,
    isLast: (name: string) => `${name} : déjà à la fin`,
    isNow: (name: string, place: number, count: number) => `${name} : maintenant ${place} sur ${count}`,
    isDeleted: (name: string) => `${name} : supprimé à l’enregistrement`,
    willBeDeleted: (name: string) => `${name} sera supprimé à l’enregistrement.`,
    oneWillBeDeleted: 'Une section sera supprimée à l’enregistrement.',
    undo: 'Annuler',
    undoDeleting: (name: string) => `Annuler la suppression ${name}`.trim(),
    length: (words: number, minutes: number) =>
      `${words.toLocaleString('fr')} ${words < 2 ? 'mot' : 'mots'} · ${minutes} ${minutes < 2 ? 'minute' : 'minutes'} de lecture`,
    addPicture: 'Ajouter une photo',
    changePicture: 'Changer de photo',
    removePicture: 'Retirer la photo',
    captionHere: 'Légende ici',
    captionHint: 'Seulement si cette section demande une autre légende que celle de la photo.',
    altHere: 'Texte alternatif ici',
    pastedSections: (count: number) =>
      count === 1
        ? 'L’intertitre collé est devenu une section.'
        : `Les intertitres collés sont devenus ${count} sections.`,
    pastedPictures: (count: number) =>
      count === 1
        ? 'Le texte collé contenait une photo, laissée de côté. Ajoutez-la depuis la photothèque.'
        : `Le texte collé contenait ${count} photos, laissées de côté. Ajoutez-les depuis la photothèque.`,
    pastedTooLong: 'Ce texte est trop long pour être collé d’un coup. Collez-le en plusieurs fois.',
    bulletList: 'Liste à puces',
    numberedList: 'Liste numérotée',
    link: 'Lien',
    quote: 'Citation',
    tooLong: (most: number, now: number) => `${most} caractères au plus ; il y en a ${now}.`,
    bodyTooLong: 'Ce texte est trop long pour une section. Déplacez-en une partie dans une autre.',
    emptyLink: 'Un lien n’a pas encore d’adresse. Donnez-lui en une ou retirez-le.',
    count: (count: number) => (count < 2 ? `${count} section` : `${count} sections`),
  },
})

export type SectionWords = ReturnType<typeof useSectionWords>

/** What to call a section in buttons and messages: its heading, or its place. */
export const sayName = (words: SectionWords, { heading }: { heading: string }, index: number): string =>
  heading.trim() ? words.named(heading.trim()) : words.unnamed(index + 1)
