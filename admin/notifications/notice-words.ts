import type { NoticeKind } from '../../workflow/notify.ts'
import { wordsOf } from '../words/words-of.ts'

type Told = Record<NoticeKind, (by: string | null) => string>

const en: Told = {
  submitted: by => (by ? `${by} submitted it for review` : 'Submitted for review'),
  changes_requested: by => (by ? `${by} asks for changes` : 'Changes are requested'),
  approved: by => (by ? `${by} approved it` : 'Approved'),
  published: by => (by ? `${by} published it` : 'Published'),
  failed: () => 'Could not go live as scheduled',
  note: by => (by ? `${by} wrote a note` : 'A new note'),
}

const fr: Told = {
  submitted: by => (by ? `${by} l’a soumis à relecture` : 'Soumis à relecture'),
  changes_requested: by => (by ? `${by} demande des modifications` : 'Modifications demandées'),
  approved: by => (by ? `${by} l’a validé` : 'Validé'),
  published: by => (by ? `${by} l’a publié` : 'Publié'),
  failed: () => 'N’a pas pu paraître comme programmé',
  note: by => (by ? `${by} a laissé une note` : 'Une nouvelle note'),
}

export const useNoticeWords = wordsOf({
  en: {
    title: 'Notifications',
    told: (kind: NoticeKind, by: string | null) => en[kind](by),
    markRead: 'Mark read',
    markThisRead: (headline: string) => `Mark read: ${headline}`,
    markAllRead: 'Mark all read',
    isNew: 'New',
    withoutHeadline: 'Without a headline',
    ofNothing: 'A story that is gone',
    none: 'Nothing yet. You are told here when a story is submitted, sent back, approved or published.',
    allOfThem: 'All notifications',
    mostShown: (count: number) => `The newest ${count} are shown.`,
  },
  fr: {
    title: 'Notifications',
    told: (kind: NoticeKind, by: string | null) => fr[kind](by),
    markRead: 'Marquer comme lue',
    markThisRead: (headline: string) => `Marquer comme lue : ${headline}`,
    markAllRead: 'Tout marquer comme lu',
    isNew: 'Nouveau',
    withoutHeadline: 'Sans titre',
    ofNothing: 'Un article qui n’existe plus',
    none: 'Rien pour l’instant. Vous serez prévenu·e ici quand un article est soumis, renvoyé, validé ou publié.',
    allOfThem: 'Toutes les notifications',
    mostShown: (count: number) => `Les ${count} plus récentes sont affichées.`,
  },
})
