import type { ArticleView } from '../../desk/article-views.ts'
import { wordsOf } from '../words/words-of.ts'

const en = {
  views: {
    ...{ all: 'All', mine: 'Mine', inReview: 'In review', changed: 'Live with changes', scheduled: 'Scheduled' },
    ...{ archived: 'Archived', trash: 'Trash' },
  },
  nothing: {
    all: 'No story yet. Write the first one.',
    mine: 'You have not written a story yet.',
    inReview: 'No story is in review. When an author submits one, it is here.',
    changed: 'Every live story is as readers get it. Changed ones are here until they are published again.',
    scheduled: 'No story has a time of going live or of leaving its readers.',
    archived: 'The archive is empty.',
    trash: 'The trash is empty. What is put here can be taken out again.',
  },
} satisfies Record<'views' | 'nothing', Record<ArticleView, string>>

const fr = {
  views: {
    ...{ all: 'Tous', mine: 'Les miens', inReview: 'En relecture', changed: 'En ligne, modifiés' },
    ...{ scheduled: 'Programmés', archived: 'Archivés', trash: 'Corbeille' },
  },
  nothing: {
    all: 'Pas encore d’article. Écrivez le premier.',
    mine: 'Vous n’avez pas encore écrit d’article.',
    inReview: 'Aucun article en relecture. Ceux que leurs auteurs soumettent apparaissent ici.',
    changed:
      'Tout ce qui est en ligne est à jour. Les articles retouchés restent ici jusqu’à leur mise à jour en ligne.',
    scheduled: 'Aucun article n’a d’heure de parution ou de retrait.',
    archived: 'Les archives sont vides.',
    trash: 'La corbeille est vide. Ce qu’on y met peut en ressortir.',
  },
} satisfies typeof en

const stories = (count: number) => (count === 1 ? '1 story' : `${count} stories`)
const articles = (count: number) => (count === 1 ? '1 article' : `${count} articles`)

export const useListWords = wordsOf({
  en: {
    title: 'Articles',
    views: 'Views of the list',
    view: (view: ArticleView) => en.views[view],
    figure: (count: number) => (count > 99 ? '99+' : String(count)),
    nothing: (view: ArticleView) => en.nothing[view],
    notFound: (search: string) => `No story here has all of these words: “${search}”.`,
    searchEverywhere: 'Look among all stories',
    search: 'Search',
    searchHint: 'Headline, standfirst, text',
    stories: 'Stories',
    total: (count: number, isMore: boolean) =>
      isMore
        ? `${count.toLocaleString('en')}+ stories`
        : count === 1
          ? '1 story'
          : `${count.toLocaleString('en')} stories`,
    headline: 'Headline',
    state: 'State',
    forReaders: 'For readers',
    author: 'Author',
    updated: 'Changed',
    goesLive: 'Goes live',
    published: 'Published',
    withoutHeadline: 'Without a headline',
    changedSince: 'Changes not public yet',
    leaves: (at: string) => `leaves ${at}`,
    late: 'Late',
    failed: 'Failed',
    select: (headline: string) => `Select “${headline}”`,
    selectAll: 'Select all on this page',
    selected: (count: number) => `${stories(count)} selected`,
    clear: 'Clear the selection',
    keys: 'Arrow keys go from row to row, Space selects, Shift with an arrow selects as it goes, Enter opens.',
    next: 'Next page',
    previous: 'Previous page',
    first: 'First page',
    some: (label: string, of: number) => `${label} (${of})`,
    ask: (label: string, count: number) => `${label}: ${stories(count)}`,
    unable: (count: number) => `${stories(count)} of those selected cannot make this move now, and stay as they are.`,
    reason: 'Reason',
    reasonHint: 'Why. It goes on record, for colleagues only.',
    cancel: 'Cancel',
    results: (label: string, done: number, refused: number) =>
      refused === 0 ? `${label}: ${stories(done)} done` : `${label}: ${done} done, ${refused} refused`,
    done: 'Done',
    refused: 'Refused',
    close: 'Close the results',
    unanswered: 'The server gave no answer for it. Look again before you repeat this.',
    keepView: 'Keep this view',
    keepName: 'Name of the view',
    keep: 'Keep',
    drop: (name: string) => `Forget the view “${name}”`,
    offline: (why: string) => `The list could not be read: ${why}`,
  },
  fr: {
    title: 'Articles',
    views: 'Vues de la liste',
    view: (view: ArticleView) => fr.views[view],
    figure: (count: number) => (count > 99 ? '99+' : String(count)),
    nothing: (view: ArticleView) => fr.nothing[view],
    notFound: (search: string) => `Aucun article ici ne contient tous ces mots : « ${search} ».`,
    searchEverywhere: 'Chercher dans tous les articles',
    search: 'Rechercher',
    searchHint: 'Titre, chapô, texte',
    stories: 'Articles',
    total: (count: number, isMore: boolean) =>
      isMore
        ? `Plus de ${count.toLocaleString('fr')} articles`
        : count === 1
          ? '1 article'
          : `${count.toLocaleString('fr')} articles`,
    headline: 'Titre',
    state: 'État',
    forReaders: 'Pour les lecteurs',
    author: 'Auteur',
    updated: 'Modifié',
    goesLive: 'Paraît',
    published: 'Paru',
    withoutHeadline: 'Sans titre',
    changedSince: 'Modifications pas encore en ligne',
    leaves: (at: string) => `retiré ${at}`,
    late: 'En retard',
    failed: 'Échec',
    select: (headline: string) => `Sélectionner « ${headline} »`,
    selectAll: 'Sélectionner toute la page',
    selected: (count: number) => `${articles(count)} ${count === 1 ? 'sélectionné' : 'sélectionnés'}`,
    clear: 'Tout désélectionner',
    keys: 'Les flèches vont de ligne en ligne, Espace sélectionne, Maj et une flèche sélectionne en chemin, Entrée ouvre.',
    next: 'Page suivante',
    previous: 'Page précédente',
    first: 'Première page',
    some: (label: string, of: number) => `${label} (${of})`,
    ask: (label: string, count: number) => `${label} : ${articles(count)}`,
    unable: (count: number) =>
      `Pour ${articles(count)} de la sélection, c’est impossible à cette étape ; rien n’y change.`,
    reason: 'Motif',
    reasonHint: 'Pourquoi. Conservé au journal, pour la rédaction seule.',
    cancel: 'Annuler',
    results: (label: string, done: number, refused: number) =>
      refused === 0 ? `${label} : ${articles(done)}, c’est fait` : `${label} : ${done} faits, ${refused} refusés`,
    done: 'Fait',
    refused: 'Refusé',
    close: 'Fermer les résultats',
    unanswered: 'Le serveur n’a pas répondu pour lui. Vérifiez avant de recommencer.',
    keepView: 'Garder cette vue',
    keepName: 'Nom de la vue',
    keep: 'Garder',
    drop: (name: string) => `Oublier la vue « ${name} »`,
    offline: (why: string) => `La liste n’a pas pu être lue : ${why}`,
  },
})
