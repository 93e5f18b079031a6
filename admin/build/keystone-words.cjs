/** What Keystone's pages say, to the letter, and what that is in French. A test tells when Keystone says it no more. */
const words = {
  Add: 'Ajouter',
  'Add the first item to see it here.': 'Ajoutez-en un premier : il s’affichera ici.',
  'Are you sure? Any unsaved changes will be lost and cannot be recovered.':
    'Ce qui n’est pas enregistré sera perdu pour de bon.',
  Cancel: 'Annuler',
  Columns: 'Colonnes',
  Contains: 'Contient',
  Create: 'Créer',
  'Create another': 'En créer un autre',
  Delete: 'Supprimer',
  'Delete item': 'Supprimer ?',
  Details: 'Détails',
  Dismiss: 'Fermer',
  'Does not contain': 'Ne contient pas',
  'Does not end with': 'Ne finit pas par',
  'Does not match': 'N’est aucun de',
  'Does not start with': 'Ne commence pas par',
  'Empty list': 'Rien encore',
  'Ends with': 'Finit par',
  Error: 'Erreur',
  'Error details': 'Détails de l’erreur',
  Errors: 'Erreurs',
  Filter: 'Filtrer',
  Is: 'Est',
  'Is after': 'Est après',
  'Is before': 'Est avant',
  'Is empty': 'Est vide',
  'Is exactly': 'Est exactement',
  'Is not': 'N’est pas',
  'Is not empty': 'N’est pas vide',
  'Is not exactly': 'N’est pas exactement',
  'Is not one of': 'N’est aucun de',
  'Is one of': 'Est l’un de',
  Matches: 'Est l’un de',
  'Next page': 'Page suivante',
  'No access': 'Pas d’accès',
  'No items found. Try adjusting your search or filters.': 'Rien trouvé. Changez la recherche ou les filtres.',
  'No results': 'Aucun résultat',
  'Not found': 'Introuvable',
  'Previous page': 'Page précédente',
  'Reload page': 'Recharger la page',
  Reset: 'Rétablir',
  'Reset changes': 'Abandonner les modifications ?',
  'Reset to defaults': 'Colonnes d’origine',
  Save: 'Enregistrer',
  'Search…': 'Rechercher…',
  'Starts with': 'Commence par',
  'Unable to delete item': 'La suppression a échoué',
  'Unable to save item': 'L’enregistrement a échoué',
  'Unsaved changes': 'Modifications non enregistrées',
  'Yes, delete': 'Oui, supprimer',
  'Yes, reset': 'Oui, abandonner',
}

/** The same for sentences about something, as they stand between backquotes. */
const sentences = {
  'Create ${list.singular}': '${list.singular} : créer',
  'Saved changes to ${list.singular.toLocaleLowerCase()}.': '${list.singular} : modifications enregistrées.',
  '${list.singular} created': '${list.singular} : c’est créé.',
  '${list.singular} deleted.': '${list.singular} : c’est supprimé.',
  '${fieldLabel} must not be empty': '${fieldLabel} : à remplir',
  '${fieldLabel} must be at least ${min} characters long': '${fieldLabel} : ${min} caractères au moins',
  '${fieldLabel} must be no longer than ${validation.length.max} characters':
    '${fieldLabel} : ${validation.length.max} caractères au plus',
}

const said =
  /("aria-label"|\b(?:children|title|label|message|placeholder|cancelLabel|primaryActionLabel|actionLabel))(: )("[^"\n]+"|'[^'\n]+')/g

/** Keystone's source, with a choice of two languages wherever it says one of the above. */
function sayInFrench(source) {
  const withWords = source.replace(said, (all, property, colon, literal) => {
    const english = textOf(literal)
    return Object.hasOwn(words, english) ? `${property}${colon}${choice(literal, JSON.stringify(words[english]))}` : all
  })
  const spoken = Object.entries(sentences).reduce(
    (soFar, [english, french]) => soFar.replaceAll(`\`${english}\``, () => choice(`\`${english}\``, `\`${french}\``)),
    withWords,
  )
  return spoken === source ? source : first + spoken
}

const first = "import { inOurWords } from '../../../../admin/words/in-our-words.ts'\n"
const choice = (english, french) => `inOurWords(${english}, ${french})`
const textOf = literal => literal.slice(1, -1).replace(/\\u2026/g, '…')

module.exports = { words, sentences, sayInFrench }
