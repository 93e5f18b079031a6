import { wordsOf } from '../words/words-of.ts'

export const useLibraryWords = wordsOf({
  en: {
    title: 'Pictures',
    add: 'Add pictures',
    dropHere: 'Drop pictures here',
    orDrop: 'Or drop them anywhere on this page: JPEG, PNG, WebP, AVIF or GIF, 20 MB each.',
    search: 'Search pictures',
    searchIn: 'Captions, alternative texts, credits, creators, file names',
    parts: 'Part of the library',
    ALL: 'All',
    MINE: 'Mine',
    INCOMPLETE: 'Missing texts',
    RIGHTS: 'Rights ending',
    UNUSED: 'Unused',
    KILLED: 'Killed',
    found: (count: string) => `${count} pictures`,
    foundOne: '1 picture',
    foundMany: (count: string) => `${count}+ pictures`,
    more: 'Show more',
    looking: 'Looking for pictures',
    nothing: 'No picture here.',
    noMatch: 'No picture matches. Try fewer words.',
    cancel: 'Cancel',
    chooseOr: 'Choose a picture',
  },
  fr: {
    title: 'Photos',
    add: 'Ajouter des photos',
    dropHere: 'Déposez les photos ici',
    orDrop: 'Ou déposez-les n’importe où sur cette page : JPEG, PNG, WebP, AVIF ou GIF, 20 Mo chacune.',
    search: 'Chercher une photo',
    searchIn: 'Légendes, textes alternatifs, crédits, auteurs, noms de fichier',
    parts: 'Partie de la photothèque',
    ALL: 'Toutes',
    MINE: 'Les miennes',
    INCOMPLETE: 'Textes manquants',
    RIGHTS: 'Droits à échéance',
    UNUSED: 'Inutilisées',
    KILLED: 'Retirées',
    found: (count: string) => `${count} photos`,
    foundOne: '1 photo',
    foundMany: (count: string) => `plus de ${count} photos`,
    more: 'En montrer plus',
    looking: 'Recherche de photos',
    nothing: 'Aucune photo ici.',
    noMatch: 'Aucune photo ne correspond. Essayez moins de mots.',
    cancel: 'Annuler',
    chooseOr: 'Choisir une photo',
  },
})

const formats = { en: new Intl.NumberFormat('en-GB'), fr: new Intl.NumberFormat('fr-FR') }

/** How many there are; the library stops counting at ten thousand. */
export function sayCount(count: number, words: ReturnType<typeof useLibraryWords>, language: 'en' | 'fr'): string {
  if (count === 1) return words.foundOne
  if (count > mostCounted) return words.foundMany(formats[language].format(mostCounted))
  return words.found(formats[language].format(count))
}

const mostCounted = 10_000
