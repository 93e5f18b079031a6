import type { ChecklistCode, ChecklistItem as Item } from '../../workflow/checklist.ts'
import { wordsOf } from '../words/words-of.ts'

/** An item as the server tells of it, in one language. */
export type ChecklistItem = Omit<Item, 'sentence'> & { sentence: string }

/** What is there, for an item that is done; what to do about an open one the server says. */
export const useWhatIsThere = wordsOf<Record<ChecklistCode, string>>({
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
