import type { GraphQLSchema } from 'graphql'
import type { Newsroom } from '../workflow/act.ts'
import { createOnce } from './create-once.ts'
import { extendWithApiTokens } from './extend-with-api-tokens.ts'
import { extendWithArticleList } from './extend-with-article-list.ts'
import { extendWithComparison } from './extend-with-comparison.ts'
import { extendWithDesk } from './extend-with-desk.ts'
import { extendWithErasure } from './extend-with-erasure.ts'
import { extendWithHistory } from './extend-with-history.ts'
import { extendWithNotifications } from './extend-with-notifications.ts'
import { extendWithPasswordLinks } from './extend-with-password-links.ts'
import { extendWithPictureLibrary } from './extend-with-picture-library.ts'
import { extendWithPresence } from './extend-with-presence.ts'
import { extendWithPreview } from './extend-with-preview.ts'
import { extendWithRestoration } from './extend-with-restoration.ts'
import { extendWithTrail } from './extend-with-trail.ts'
import { extendWithWebhooks } from './extend-with-webhooks.ts'
import { hideUnseenCursors } from './hide-unseen-cursors.ts'
import { matchLiterally } from './match-literally.ts'
import { refuseUnstorableText } from './refuse-unstorable-text.ts'

/** Where readers and editors find this newsroom, for addresses that are handed out. */
export type Surroundings = { newsroom: Newsroom; publicUrl: string }

/** Each adds its queries or mutations to the schema: `g.extend(base => ({ query: { … } }))`. */
const extensions: ((surroundings: Surroundings) => (schema: GraphQLSchema) => GraphQLSchema)[] = [
  extendWithNotifications,
  extendWithPasswordLinks,
  extendWithApiTokens,
  extendWithComparison,
  extendWithRestoration,
  extendWithHistory,
  extendWithTrail,
  extendWithErasure,
  extendWithPictureLibrary,
  extendWithPreview,
  extendWithPresence,
  extendWithArticleList,
  extendWithDesk,
  extendWithWebhooks,
]

/** What the authoring API answers besides what Keystone makes of the lists. Mutations are made atomic by the caller. */
export function extendAuthoring(schema: GraphQLSchema, surroundings: Surroundings): GraphQLSchema {
  const extended = extensions.reduce((soFar, extend) => extend(surroundings)(soFar), schema)
  return createOnce(refuseUnstorableText(matchLiterally(hideUnseenCursors(extended))))
}
