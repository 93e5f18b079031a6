const { sayInFrench } = require('./keystone-words.cjs')

/**
 * The little of Keystone's admin that has no setting. Runs over the files named here while the admin is built, and stops
 * the build when one of them has changed; a test tells when one is no longer there.
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
    file: /core\/dist\/.*admin-ui-id-field-view/,
    find: /return \/\*#__PURE__\*\/jsxs\(Grid, \{(?=[\s\S]*label: "Item ID")/,
    put: 'return null && /*#__PURE__*/jsxs(Grid, {',
  },
  {
    why: 'A refusal is a sentence, not the sentence twice and a stack.',
    file: /core\/dist\/Errors-/,
    find: /, \/\*#__PURE__\*\/jsxs\(Box, \{\s*elementType: "pre"[\s\S]*?children: stack\s*\}\)\]\s*\}\)/,
    put: '',
  },
  {
    why: 'A session that ends is begun again in place, and what was asked is asked once more.',
    file: /core\/dist\/context-/,
    find: /link: new UploadLink\(\{/,
    put: 'link: deskLink(UploadLink, {',
    first: "import { deskLink } from '../../../../admin/writing/desk-link.ts'\n",
  },
  {
    why: 'Questions and the way back in stand above every page.',
    file: /core\/dist\/context-/,
    find: '/*#__PURE__*/jsx(Toaster, {})',
    put: '/*#__PURE__*/jsx(Toaster, {}), /*#__PURE__*/jsx(DeskDialogs, {})',
    first: "import { DeskDialogs } from '../../../../admin/writing/desk-dialogs.tsx'\n",
  },
  {
    why: 'Nothing typed is lost: an item is saved by our own hook.',
    file: /core\/dist\/.*pages-ItemPage/,
    find: /const \[update, \{\s*loading,\s*error\s*\}\] = useMutation\(gql/,
    put: 'const [update, { loading, error, desk }] = useWriting({ list, initialValue, value, onChange, reload: onSaveSuccess }, gql',
    first: "import { useWriting } from '../../../../admin/writing/use-writing.ts'\n",
  },
  {
    why: 'What a writer has to know stands above the form.',
    file: /core\/dist\/.*pages-ItemPage/,
    find: '/*#__PURE__*/jsx(GraphQLErrorNotice, {\n          errors: CombinedGraphQLErrors',
    put: '/*#__PURE__*/jsx(WritingDesk, { desk }), /*#__PURE__*/jsx(GraphQLErrorNotice, {\n          errors: CombinedGraphQLErrors',
    first: "import { WritingDesk } from '../../../../admin/writing/writing-desk.tsx'\n",
  },
  {
    why: 'Nothing typed is lost of what was never saved either.',
    file: /core\/dist\/useCreateItem-/,
    find: '  usePreventNavigation(shouldPreventNavigationRef);\n',
    put: '  const desk = useNewWriting({ list, value, onChange: setValue, isSaving: loading, isSaved: Boolean(returnedData?.item) });\n',
    first: "import { useNewWriting } from '../../../../admin/writing/use-new-writing.ts'\n",
  },
  {
    why: 'The page of something new shows what was kept of it.',
    file: /core\/dist\/useCreateItem-/,
    find: /shouldPreventNavigation,\s*error,\s*props: \{/,
    put: 'shouldPreventNavigation, error, desk, props: {',
  },
  {
    why: 'Whoever presses twice makes one.',
    file: /core\/dist\/useCreateItem-/,
    find: /let outputData;\s*try \{/,
    put: 'if (loading) return; let outputData; try {',
  },
  {
    why: 'Whoever presses again because no answer came makes one, too.',
    file: /core\/dist\/useCreateItem-/,
    find: /tryCreateItem\(\{\s*variables: \{/,
    put: 'tryCreateItem({ context: desk.once, variables: {',
  },
  {
    why: 'A refusal to make something says why, at once.',
    file: /core\/dist\/useCreateItem-/,
    find: /catch \{\s*toastQueue\.critical\(`Unable to create \$\{list\.singular\.toLocaleLowerCase\(\)\}`\)/,
    put: 'catch (error) { toastQueue.critical(error.message)',
  },
  {
    why: 'What a writer has to know stands above the form of something new, too.',
    file: /core\/dist\/.*pages-CreateItemPage/,
    find: '/*#__PURE__*/jsx(GraphQLErrorNotice, {',
    put: '/*#__PURE__*/jsx(WritingDesk, { desk: createItem.desk }), /*#__PURE__*/jsx(GraphQLErrorNotice, {',
    first: "import { WritingDesk } from '../../../../admin/writing/writing-desk.tsx'\n",
  },
  {
    why: 'A group’s heading holds no second button for those who listen.',
    file: /core\/dist\/utils-6051fce5/,
    find: /jsx\(FieldButton[\s\S]*?excludeFromTabOrder: true,\s*prominence: "low",/,
    put: 'jsx(HStack, { elementType: "span", "aria-hidden": true, alignItems: "center", justifyContent: "center",',
  },
  {
    why: 'The way to a related item has a name for those who do not see its arrow.',
    file: /core\/dist\/.*relationship-views/,
    find: /jsx\(ActionButton, \{\s*\.\.\.\(relatedItemHref \?/,
    put: 'jsx(ActionButton, { "aria-label": relatedItemLabel, ...(relatedItemHref ?',
  },
  {
    why: 'So has the way to what is shown as a table.',
    file: /core\/dist\/.*relationship-views/,
    find: /jsx\(ActionButton, \{\s*href: relatedItemHref,/,
    put: 'jsx(ActionButton, { "aria-label": relatedItemLabel, href: relatedItemHref,',
  },
  {
    why: 'And the way to what is only counted.',
    file: /core\/dist\/.*relationship-views/,
    find: /jsx\(ActionButton, \{\s*href: `\/\$\{foreignList\.path\}\?/,
    put: 'jsx(ActionButton, { "aria-label": foreignList.plural, href: `/${foreignList.path}?',
  },
]

/** What editors see of Keystone, in files that lie beside each other. */
const ownPages = /@keystone-6\/core\/dist\/[\w-]+\.js$/

module.exports = Object.assign(adaptKeystone, { changes, files: [...changes.map(({ file }) => file), ownPages] })

function adaptKeystone(source) {
  const adapted = changes.filter(({ file }) => file.test(this.resourcePath)).reduce(adapt, source)
  return ownPages.test(this.resourcePath) ? sayInFrench(adapted) : adapted
}

function adapt(source, { why, find, put, first = '' }) {
  const adapted = source.replace(find, () => put)
  if (adapted !== source) return first + adapted
  throw new Error(
    `Keystone’s admin has changed, and we no longer know how to see to this: “${why}” Look at ${__filename}.`,
  )
}
