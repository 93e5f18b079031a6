import type { AdminFileToWrite } from '@keystone-6/core/types'

/**
 * What we put into the admin's Next application besides, or in the place of, what Keystone writes. For Keystone's
 * `ui.getAdditionalFiles`; the paths are those of `.keystone/admin`.
 */
export function additionalAdminFiles(): AdminFileToWrite[] {
  return [
    { mode: 'write', outputPath: 'next.config.js', src: nextConfig },
    { mode: 'write', outputPath: 'pages/_document.js', src: reExport('admin/look/html-document', 'HtmlDocument') },
    { mode: 'write', outputPath: 'pages/index.js', src: reExport('admin/desk/desk-page', 'DeskPage') },
    // In the place of Keystone's own lists of these.
    pageOfList('api-tokens', 'admin/api-tokens/api-tokens-page', 'ApiTokensPage'),
    pageOfList('articles', 'admin/article-list/article-list-page', 'ArticleListPage'),
    pageOfList('notifications', 'admin/notifications/notifications-page', 'NotificationsPage'),
    pageOfList('pictures', 'admin/pictures/library-page', 'LibraryPage'),
    pageOfList('pictures', 'admin/pictures/library-page', 'LibraryPage', 'create'),
    pageOfList('pictures', 'admin/pictures/picture-page', 'PicturePage', '[id]'),
  ]
}

const pageOfList = (list: string, file: string, name: string, page = 'index'): AdminFileToWrite => ({
  mode: 'write',
  outputPath: `pages/${list}/${page}.js`,
  src: reExport(file, name).replace('../../../', '../../../../'),
})

const reExport = (file: string, name: string) => `export { ${name} as default } from '../../../${file}'\n`

// Keystone's own settings, and some of ours. Without a runtime of its own for each page, Next starts pages by a script
// inside the HTML, which the content security policy forbids. Its name and version in a header would help nobody but
// whoever looks for known holes. What the loader does stands in its file.
const nextConfig = `const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const path = require('node:path')

const adaptKeystone = path.resolve(__dirname, '../../admin/build/adapt-keystone.cjs')
const { files } = require(adaptKeystone)
const read = name => readFileSync(path.resolve(__dirname, '../../admin/build', name))
const sources = ['adapt-keystone.cjs', 'keystone-words.cjs']
// Next keeps what a loader made until its options change.
const digest = createHash('sha256').update(sources.map(read).join()).digest('hex')

module.exports = {
  bundlePagesRouterDependencies: true,
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // Next's own resizing of pictures stands outside of every door: it works and stores for whoever asks. Ours does not.
  images: { unoptimized: true },
  transpilePackages: ['../../admin'],
  experimental: { turbopackSharedRuntime: false },
  turbopack: {
    resolveAlias: { '@keystone-6/auth/pages/SigninPage': '../../admin/sign-in/sign-in-page.tsx' },
    rules: {
      '*.js': {
        condition: { path: new RegExp(files.map(({ source }) => source).join('|')) },
        loaders: [{ loader: adaptKeystone, options: { digest } }],
      },
    },
  },
}
`
