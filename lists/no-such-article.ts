import { Refusal } from '../errors.ts'

/** For a story that is not there, and for one that this person may not see: nobody learns which. */
export const noSuchArticle = () =>
  new Refusal('NOT_FOUND', {
    en: 'There is no such article, or you may not see it.',
    fr: 'Cet article n’existe pas, ou vous ne pouvez pas le voir.',
  })
