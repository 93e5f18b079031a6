import type { ChecklistCode } from '../../workflow/checklist.ts'

/** What is there, for an item that is done; an open one says in a sentence what to do. */
export const whatIsThere: Record<ChecklistCode, string> = {
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
}
