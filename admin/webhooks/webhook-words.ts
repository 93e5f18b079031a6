import { wordsOf } from '../words/words-of.ts'

export const useWebhookWords = wordsOf({
  en: {
    secret: 'Signing key',
    aboutSecret: 'Each call carries a signature by standardwebhooks.com. The receiver checks it with this key.',
    makeSecret: 'Make a new key',
    shownOnce: 'Shown this once; the key before it counts no more.',
    calls: 'Calls',
    counts: (waiting: number, delivered: number, dead: number) =>
      `${waiting} waiting, ${delivered} delivered, ${dead} given up.`,
    none: 'Nothing was to be told yet.',
    again: 'Send again',
    refresh: 'Look again',
    waiting: (tries: number) => (tries === 0 ? 'Waiting' : `Tried ${tries} times, waiting`),
    delivered: 'Delivered',
    silenced: 'Silenced by a kill since',
    dead: 'Given up',
    nextTry: (time: string) => `Next try: ${time}.`,
  },
  fr: {
    secret: 'Clé de signature',
    aboutSecret: 'Chaque appel est signé selon standardwebhooks.com. Le destinataire le vérifie avec cette clé.',
    makeSecret: 'Créer une nouvelle clé',
    shownOnce: 'Affichée cette seule fois ; la clé précédente ne vaut plus.',
    calls: 'Appels',
    counts: (waiting, delivered, dead) =>
      `${waiting} en attente, ${delivered} remis, ${dead} abandonné${dead > 1 ? 's' : ''}.`,
    none: 'Rien à annoncer pour l’instant.',
    again: 'Renvoyer',
    refresh: 'Actualiser',
    waiting: tries => (tries === 0 ? 'En attente' : `${tries} essai${tries > 1 ? 's' : ''}, en attente`),
    delivered: 'Remis',
    silenced: 'Tu depuis par un retrait définitif',
    dead: 'Abandonné',
    nextTry: time => `Prochain essai : ${time}.`,
  },
})
