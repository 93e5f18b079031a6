import type { Session } from './access.ts'
import type { Lists } from './generated/keystone/types.ts'
import type { PictureStorage } from './images/picture-storage.ts'
import { apiToken } from './lists/api-token.ts'
import { article } from './lists/article.ts'
import { auditEntry } from './lists/audit-entry.ts'
import { editorialNote } from './lists/editorial-note.ts'
import { image } from './lists/image.ts'
import { notification } from './lists/notification.ts'
import { previewLink } from './lists/preview-link.ts'
import { release } from './lists/release.ts'
import { revision } from './lists/revision.ts'
import { section } from './lists/section.ts'
import { session } from './lists/session.ts'
import { tag } from './lists/tag.ts'
import { user } from './lists/user.ts'
import { webhook } from './lists/webhook.ts'
import type { Newsroom } from './workflow/act.ts'

/** What is stored, in the order in which the admin shows it. */
export const lists = (newsroom: Newsroom, storage: PictureStorage): Lists<Session> => ({
  Article: article(newsroom),
  Image: image(newsroom, storage),
  Tag: tag(newsroom),
  Release: release(newsroom),
  Section: section(),
  EditorialNote: editorialNote(newsroom),
  Notification: notification(),
  User: user(newsroom),
  Revision: revision(),
  AuditEntry: auditEntry(),
  Session: session(),
  ApiToken: apiToken(newsroom),
  PreviewLink: previewLink(newsroom),
  Webhook: webhook(newsroom),
})
