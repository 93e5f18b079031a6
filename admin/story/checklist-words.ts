import type { ChecklistCode, ChecklistItem } from '../../workflow/checklist.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { wordsOf } from '../words/words-of.ts'

/** What is there, for an item that is done. */
const useWhatIsThere = wordsOf<Record<ChecklistCode, string>>({
  en: {
    HEADLINE: 'Headline',
    DESCRIPTION: 'Standfirst',
    SECTION_WITH_TEXT: 'Text',
    LANGUAGE: 'Language',
    TAG: 'Tags',
    IMAGE: 'Picture',
    IMAGE_ALT_TEXT: 'Alternative texts',
    IMAGE_CREDIT: 'Credits',
    IMAGE_RIGHTS: 'Rights in force',
    LINKS: 'Links to live stories',
    NOTES: 'Notes resolved',
  },
  fr: {
    HEADLINE: 'Titre',
    DESCRIPTION: 'Chapô',
    SECTION_WITH_TEXT: 'Texte',
    LANGUAGE: 'Langue',
    TAG: 'Mots-clés',
    IMAGE: 'Photo',
    IMAGE_ALT_TEXT: 'Textes alternatifs',
    IMAGE_CREDIT: 'Crédits',
    IMAGE_RIGHTS: 'Droits en cours',
    LINKS: 'Liens vers des articles en ligne',
    NOTES: 'Notes réglées',
  },
})

/** What to do about an open one; in English the server says it. */
const french: Record<ChecklistCode, string> = {
  HEADLINE: 'Donnez un titre à l’article.',
  DESCRIPTION: 'Écrivez le chapô.',
  SECTION_WITH_TEXT: 'Écrivez au moins une section avec du texte.',
  LANGUAGE: 'Indiquez la langue de l’article.',
  TAG: 'Ajoutez au moins un mot-clé.',
  IMAGE: 'Choisissez une photo.',
  IMAGE_ALT_TEXT: 'Décrivez chaque photo pour qui ne la voit pas, ou marquez-la comme décorative.',
  IMAGE_CREDIT: 'Indiquez le crédit de chaque photo.',
  IMAGE_RIGHTS: 'Une photo a été retirée, ou ses droits ont expiré : choisissez-en une autre.',
  LINKS: 'Des articles liés ne sont pas encore en ligne.',
  NOTES: 'Des notes ne sont pas encore réglées.',
}

/** What stands beside an item of the checklist, done or open. */
export function useChecklistWords() {
  const whatIsThere = useWhatIsThere()
  const language = useInterfaceLanguage()
  return { whatIsThere, toDo: ({ code, sentence }: ChecklistItem) => (language === 'fr' ? french[code] : sentence) }
}
