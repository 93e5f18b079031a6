import { Refusal } from '../errors.ts'

type Named = { headline: string }

export const isInTrash = ({ headline }: Named) =>
  new Refusal('WRONG_STATE', {
    en: `“${headline}” is in the trash. Take it out first.`,
    fr: `« ${headline} » est à la corbeille. Sortez-l’en d’abord.`,
  })

export const isInArchive = ({ headline }: Named) =>
  new Refusal('WRONG_STATE', {
    en: `“${headline}” is archived. Restore it first.`,
    fr: `« ${headline} » est archivé. Sortez-le d’abord des archives.`,
  })
