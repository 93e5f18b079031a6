/**
 * The little of Keystone's admin that has no setting. Runs over the files named here while the admin is built, and stops
 * the build when one of them has changed.
 */
const changes = [
  {
    why: 'Nothing may be fetched from another host; the font comes with the program.',
    file: /core\/dist\/context-/,
    find: /\/\*#__PURE__\*\/jsx\("link", \{\s*href: "https:\/\/fonts\.googleapis\.com[^}]*\}\), /,
    put: '',
  },
  {
    why: 'A stranger’s page must not ask for what strangers are refused.',
    file: /core\/dist\/context-/,
    find: /useQuery\(adminMetaQuery, \{\s*errorPolicy: 'all'\s*\}\)/,
    put: 'useAdminMeta(adminMetaQuery)',
    first: "import { useAdminMeta } from '../../../../admin/sign-in/use-admin-meta.ts'\n",
  },
  {
    why: 'A story is shown as it is now, not as this browser last saw it; and saving does not take its page away.',
    file: /core\/dist\/context-/,
    find: /errorPolicy: 'all',\s*skip: itemId === null,/,
    put: "errorPolicy: 'all', fetchPolicy: 'network-only', notifyOnNetworkStatusChange: false, skip: itemId === null,",
  },
  {
    why: 'A refused save says why, at once.',
    file: /core\/dist\/.*pages-ItemPage/,
    find: "toastQueue.critical('Unable to save item',",
    put: 'toastQueue.critical(error.message,',
  },
  {
    why: 'A refused move says why, at once.',
    file: /core\/dist\/common-/,
    find: /toastQueue\.critical\(replace\(m\.fail, list, \{\s*\.\.\.action,\s*itemLabel\s*\}\),/,
    put: 'toastQueue.critical(error.message,',
  },
  {
    why: 'Windows bear our name.',
    file: /core\/dist\/PageContainer-/,
    find: "`Keystone - ${title}` : 'Keystone'",
    put: "`${title} · Bouclage` : 'Bouclage'",
  },
  {
    why: 'An id says nothing to an editor, and stood above all else.',
    file: /admin-ui-id-field-view/,
    find: /return \/\*#__PURE__\*\/jsxs\(Grid, \{(?=[\s\S]*label: "Item ID")/,
    put: 'return null && /*#__PURE__*/jsxs(Grid, {',
  },
  {
    why: 'A refusal is a sentence, not the sentence twice and a stack.',
    file: /core\/dist\/Errors-/,
    find: /, \/\*#__PURE__\*\/jsxs\(Box, \{\s*elementType: "pre"[\s\S]*?children: stack\s*\}\)\]\s*\}\)/,
    put: '',
  },
]

module.exports = function adaptKeystone(source) {
  return changes.filter(({ file }) => file.test(this.resourcePath)).reduce(adapt, source)
}

function adapt(source, { why, find, put, first = '' }) {
  const adapted = source.replace(find, () => put)
  if (adapted !== source) return first + adapted
  throw new Error(
    `Keystone’s admin has changed, and we no longer know how to see to this: “${why}” Look at ${__filename}.`,
  )
}
