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
    why: 'Windows bear our name.',
    file: /core\/dist\/PageContainer-/,
    find: "`Keystone - ${title}` : 'Keystone'",
    put: "`${title} · Bouclage` : 'Bouclage'",
  },
  {
    why: 'Windows bear our name.',
    file: /auth\/dist\/keystone-6-auth-pages-SigninPage/,
    find: '"Keystone - Sign in"',
    put: '"Sign in · Bouclage"',
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
  const change = changes.find(({ file }) => file.test(this.resourcePath))
  if (!change) return source
  const changed = source.replace(change.find, () => change.put)
  if (changed === source)
    throw new Error(`${this.resourcePath} has changed. “${change.why}” Look at admin/build/adapt-keystone.cjs.`)
  return changed
}
