/**
 * Keystone's admin asks another host for its font, and calls itself Keystone in every window's title; it has no setting
 * for either. This runs over the files that do so while the admin is built, and stops the build when they have changed.
 */
const changes = [
  {
    file: /core\/dist\/context-/,
    find: /\/\*#__PURE__\*\/jsx\("link", \{\s*href: "https:\/\/fonts\.googleapis\.com[^}]*\}\), /,
    put: '',
  },
  {
    file: /core\/dist\/PageContainer-/,
    find: "`Keystone - ${title}` : 'Keystone'",
    put: "`${title} · Bouclage` : 'Bouclage'",
  },
  { file: /auth-pages-SigninPage/, find: '"Keystone - Sign in"', put: '"Sign in · Bouclage"' },
]

module.exports = function keepToThisHouse(source) {
  const change = changes.find(({ file }) => file.test(this.resourcePath))
  if (!change) return source
  const changed = source.replace(change.find, () => change.put)
  if (changed === source)
    throw new Error(
      `${this.resourcePath} no longer holds what admin/build/keep-to-this-house.cjs is to replace: look at both.`,
    )
  return changed
}
