import { wordsOf } from '../words/words-of.ts'
import type { Picture } from './picture.ts'

/** What is said of a picture wherever one is shown. */
export const usePictureWords = wordsOf({
  en: {
    without: 'Picture without a caption',
    by: (credit: string) => `Picture by ${credit}`,
    noAltText: 'It has no alternative text yet.',
    noCredit: 'Nobody is credited yet.',
    killed: 'Killed: nobody may use it any more',
    rightsEnded: (when: string) => `Rights ended on ${when}`,
    rightsEnd: (when: string) => `Rights end on ${when}`,
    missingAltText: 'No alternative text',
    missingCredit: 'No credit',
    madeByAi: 'Made by AI, its file says',
    partlyAi: 'Partly made by AI, its file says',
    composite: 'A composite, its file says',
    choose: 'Choose a picture',
    change: 'Change picture',
    remove: 'Remove picture',
    none: 'No picture.',
  },
  fr: {
    without: 'Photo sans légende',
    by: (credit: string) => `Photo de ${credit}`,
    noAltText: 'Elle n’a pas encore de texte alternatif.',
    noCredit: 'Personne n’est encore crédité.',
    killed: 'Retirée : plus personne ne peut l’utiliser',
    rightsEnded: (when: string) => `Droits expirés le ${when}`,
    rightsEnd: (when: string) => `Droits jusqu’au ${when}`,
    missingAltText: 'Sans texte alternatif',
    missingCredit: 'Sans crédit',
    madeByAi: 'Générée par IA, d’après son fichier',
    partlyAi: 'En partie générée par IA, d’après son fichier',
    composite: 'Un montage, d’après son fichier',
    choose: 'Choisir une photo',
    change: 'Changer de photo',
    remove: 'Retirer la photo',
    none: 'Pas de photo.',
  },
})

/** What to call a picture where it can't be seen. */
export function useNameOfPicture(): (picture: Picture) => string {
  const words = usePictureWords()
  return ({ caption, altText, fileName, creditLine }) =>
    caption || altText || fileName || (creditLine ? words.by(creditLine) : words.without)
}
