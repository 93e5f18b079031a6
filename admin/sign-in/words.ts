import { wordsOf } from '../words/words-of.ts'

export const useSignInWords = wordsOf({
  en: {
    signIn: 'Sign in',
    email: 'E-mail',
    password: 'Password',
  },
  fr: {
    signIn: 'Se connecter',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
  },
})
