import { languageNow } from '../words/interface-language.ts'
import { wordsOf } from '../words/words-of.ts'

const english = {
  serverAway: 'The server did not answer. Look at your connection, then try again: nothing that you typed is lost.',
  slow: 'The server takes its time. What you typed is kept in this browser meanwhile.',

  sessionEnded: 'Your session has ended',
  signInToGoOn: (name: string, email: string) =>
    `Sign in again as ${name} (${email}), and you go on where you were. Nothing that you typed is lost.`,
  password: 'Password',
  signInAndGoOn: 'Sign in and go on',
  signInAsAnother: 'I am somebody else',
  anotherPerson: 'Somebody else has signed in here',
  anotherPersonText: (name: string) =>
    `This page was opened by ${name}, and another person has signed in at this browser since. What ${name} had not saved is kept, and offered when ${name} is back.`,
  openDesk: 'Open the desk',

  leaveTitle: 'Leave without saving?',
  leaveText: 'Something on this page is not saved. It stays in this browser and is offered when you come back.',
  leave: 'Leave',
  stay: 'Stay here',
  signOutTitle: 'Sign out without saving?',
  signOutText: 'There is work of yours in this browser that is not saved. Signing out removes it for good.',
  signOutAnyway: 'Sign out and remove it',

  keptWork: 'Work that was not saved',
  keptFrom: (headline: string, when: string) => `“${headline}”, typed ${when}, was not saved.`,
  keptHere: (when: string) => `What you typed here ${when} was not saved.`,
  whatDiffers: (names: string) => `It differs in: ${names}.`,
  takeUp: 'Take it up again',
  seeDifferences: 'See what differs',
  discard: 'Discard it',
  noHeadline: 'A story without a headline',

  mergeTitle: 'Somebody else saved this story first',
  mergeText: (who: string, when: string) =>
    `${who} saved ${when}. Choose for each difference what the story is to say; then your version is saved on top of theirs.`,
  mergeTextKept: 'The story as it is stored differs from what you typed. Choose what it is to say; save afterwards.',
  keptTitle: 'What you typed, and what is stored',
  mine: 'Yours',
  theirs: 'Theirs',
  stored: 'Stored',
  both: 'Both',
  allMine: 'All of mine',
  allTheirs: 'All of theirs',
  allStored: 'All as stored',
  changedByBoth: 'Both changed this',
  changedByMe: 'You changed this',
  changedByThem: 'They changed this',
  toDecide: (count: number) =>
    count === 1 ? 'One difference is still to be decided.' : `${count} differences are still to be decided.`,
  allDecided: 'Everything is decided.',
  saveMerged: 'Save this',
  takeMerged: 'Take this into the form',
  notNow: 'Not now',
  choose: (what: string) => `Which one: ${what}`,
  section: (place: number, heading: string) => (heading ? `Section “${heading}”` : `Section ${place}`),
  order: 'Order of the sections',
  notThere: 'Not there',
  nothing: 'Empty',
  formatting: 'The words are the same; emphasis, links, lists or quotes are not.',
  picture: 'Picture',
  noPicture: 'No picture',
  somebody: 'Somebody else',

  openBy: 'Also here',
  isWriting: (name: string) => `${name} is writing`,
  isHere: (name: string) => `${name} has it open`,
  youElsewhere: 'You have it open in another window',
  youWriteElsewhere: 'You are writing in another window',
  newerVersion: 'This story was saved or moved since you opened it.',
  readAgain: 'Show it as it is now',
  compareNow: 'Compare and merge now',
}

const texts = {
  en: english,
  fr: {
    serverAway:
      'Le serveur n’a pas répondu. Vérifiez votre connexion, puis réessayez : rien de votre saisie n’est perdu.',
    slow: 'Le serveur tarde à répondre. Votre texte est conservé dans ce navigateur en attendant.',

    sessionEnded: 'Votre session a pris fin',
    signInToGoOn: (name: string, email: string) =>
      `Reconnectez-vous en tant que ${name} (${email}) pour reprendre où vous en étiez. Rien de ce que vous avez écrit n’est perdu.`,
    password: 'Mot de passe',
    signInAndGoOn: 'Se reconnecter et continuer',
    signInAsAnother: 'Je suis quelqu’un d’autre',
    anotherPerson: 'Quelqu’un d’autre s’est connecté ici',
    anotherPersonText: (name: string) =>
      `Cette page a été ouverte par ${name}, et une autre personne s’est connectée depuis dans ce navigateur. Ce que ${name} n’avait pas enregistré est conservé et lui sera proposé à son retour.`,
    openDesk: 'Ouvrir le bureau',

    leaveTitle: 'Quitter sans enregistrer ?',
    leaveText:
      'Cette page contient des modifications non enregistrées. Elles restent dans ce navigateur et vous seront proposées à votre retour.',
    leave: 'Quitter',
    stay: 'Rester ici',
    signOutTitle: 'Se déconnecter sans enregistrer ?',
    signOutText:
      'Ce navigateur garde des textes que vous n’avez pas enregistrés. Se déconnecter les efface définitivement.',
    signOutAnyway: 'Se déconnecter et les effacer',

    keptWork: 'Travail non enregistré',
    keptFrom: (headline: string, when: string) => `« ${headline} », écrit ${when}, n’a pas été enregistré.`,
    keptHere: (when: string) => `Ce que vous avez écrit ici ${when} n’a pas été enregistré.`,
    whatDiffers: (names: string) => `Différences : ${names}.`,
    takeUp: 'Reprendre ce texte',
    seeDifferences: 'Voir les différences',
    discard: 'L’abandonner',
    noHeadline: 'Un article sans titre',

    mergeTitle: 'Quelqu’un d’autre a enregistré cet article avant vous',
    mergeText: (who: string, when: string) =>
      `${who} a enregistré ${when}. Choisissez, pour chaque différence, ce que l’article doit dire ; votre version sera ensuite enregistrée par-dessus la sienne.`,
    mergeTextKept:
      'L’article enregistré diffère de ce que vous avez écrit. Choisissez ce qu’il doit dire, puis enregistrez.',
    keptTitle: 'Votre texte et celui qui est enregistré',
    mine: 'Le vôtre',
    theirs: 'Le leur',
    stored: 'Enregistré',
    both: 'Les deux',
    allMine: 'Tout de moi',
    allTheirs: 'Tout d’eux',
    allStored: 'Tout tel qu’enregistré',
    changedByBoth: 'Modifié des deux côtés',
    changedByMe: 'Modifié par vous',
    changedByThem: 'Modifié par l’autre',
    toDecide: (count: number) =>
      count === 1 ? 'Il reste une différence à trancher.' : `Il reste ${count} différences à trancher.`,
    allDecided: 'Tout est tranché.',
    saveMerged: 'Enregistrer ce choix',
    takeMerged: 'Reprendre dans le formulaire',
    notNow: 'Plus tard',
    choose: (what: string) => `Laquelle garder : ${what}`,
    section: (place: number, heading: string) => (heading ? `Section « ${heading} »` : `Section ${place}`),
    order: 'Ordre des sections',
    notThere: 'Absente',
    nothing: 'Vide',
    formatting: 'Les mots sont les mêmes ; la mise en forme, les liens, les listes ou les citations diffèrent.',
    picture: 'Photo',
    noPicture: 'Sans photo',
    somebody: 'Quelqu’un d’autre',

    openBy: 'Également ici',
    isWriting: (name: string) => `${name} est en train d’écrire`,
    isHere: (name: string) => `${name} a ouvert cet article`,
    youElsewhere: 'Vous l’avez ouvert dans une autre fenêtre',
    youWriteElsewhere: 'Vous écrivez dans une autre fenêtre',
    newerVersion: 'Cet article a été enregistré ou déplacé depuis que vous l’avez ouvert.',
    readAgain: 'L’afficher tel qu’il est',
    compareNow: 'Comparer et fusionner',
  },
} satisfies { en: typeof english; fr: typeof english }

export const useWritingWords = wordsOf(texts)

/** For what speaks outside of React. */
export const wordsNow = (): typeof english => texts[languageNow()]

export const sayServerIsAway = (): string => wordsNow().serverAway
