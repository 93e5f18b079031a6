import { wordsOf } from '../words/words-of.ts'

export const useSignInWords = wordsOf({
  en: {
    signIn: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    noAnswer: 'The server did not answer. Look at your connection, then try again.',
  },
  fr: {
    signIn: 'Se connecter',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    noAnswer: 'Le serveur n’a pas répondu. Vérifiez votre connexion, puis réessayez.',
  },
})
