import { wordsOf } from '../words/words-of.ts'

export const usePasswordWords = wordsOf({
  en: {
    newPassword: 'New password',
    rule: 'At least 8 characters. You are signed out everywhere.',
    save: 'Save',
    saved: 'Your new password counts from now on.',
    signIn: 'Sign in',
    makeLink: 'Make a link',
    handOver: 'Hand this over',
    once: 'It works once, for 24 hours.',
  },
  fr: {
    newPassword: 'Nouveau mot de passe',
    rule: 'Au moins 8 caractères. Vous serez déconnecté partout.',
    save: 'Enregistrer',
    saved: 'Votre nouveau mot de passe vaut dès maintenant.',
    signIn: 'Se connecter',
    makeLink: 'Créer un lien',
    handOver: 'À remettre à la personne',
    once: 'Il sert une seule fois, pendant 24 heures.',
  },
})
