import { wordsOf } from '../words/words-of.ts'

// The lists' names in English are those that Keystone knows them by.
const lists: Record<string, string> = {
  Article: 'Articles',
  Image: 'Photos',
  Tag: 'Mots-clés',
  EditorialNote: 'Notes',
  Release: 'Parutions groupées',
  PreviewLink: 'Liens d’aperçu',
  AuditEntry: 'Journal',
  Revision: 'Versions',
  User: 'Personnes',
  Session: 'Connexions',
  ApiToken: 'Jetons d’API',
  Webhook: 'Webhooks',
}

export const useNavigationWords = wordsOf({
  en: {
    desk: 'My desk',
    calendar: 'Calendar',
    notifications: (unread: number) => (unread > 0 ? `Notifications (${unread} new)` : 'Notifications'),
    list: (_key: string, label: string) => label,
    signOut: 'Sign out',
    language: 'Language of the interface',
    author: 'Author',
    editor: 'Editor',
    publisher: 'Publisher',
    admin: 'Admin',
  },
  fr: {
    desk: 'Mon bureau',
    calendar: 'Calendrier',
    notifications: (unread: number) =>
      unread > 0 ? `Notifications (${unread} ${unread === 1 ? 'nouvelle' : 'nouvelles'})` : 'Notifications',
    list: (key: string, label: string) => lists[key] ?? label,
    signOut: 'Se déconnecter',
    language: 'Langue de l’interface',
    author: 'Auteur',
    editor: 'Éditeur',
    publisher: 'Responsable de publication',
    admin: 'Administration',
  },
})
