import { inTransaction } from '../database/in-transaction.ts'
import { NewsroomError } from '../errors.ts'
import { drainUploads } from '../images/accept-upload.ts'
import { uploadOfBytes } from '../images/upload-of-bytes.ts'
import { unwrapRefusal } from '../refusals.ts'
import { createStory } from './create-story.ts'
import { findOrMakePerson, type Named } from './find-people.ts'
import { actingAs, type Authoring } from './open-authoring.ts'
import { readDocument } from './read-seed-folder.ts'

/**
 * Makes a draft of one document, in one transaction; gives its slug. With a sidecar its author is whoever that names,
 * otherwise the first admin. Throws DOCUMENT_REFUSED or SLUG_TAKEN, and nothing of the document is stored.
 */
export async function importDocument({ context }: Authoring, file: string): Promise<string> {
  const read = await readDocument(file)
  const upload = read.picture && read.sidecar?.image ? uploadOfBytes(read.picture, read.sidecar.image.file) : null
  if (upload) await drainUploads({ upload })
  const imported = inTransaction(context, async tx => {
    const admin = await firstAdmin(tx)
    const author = read.sidecar ? await findOrMakePerson(tx, read.sidecar.author, 'author') : admin
    const desk = { author: actingAs(tx, author, 'import'), editor: actingAs(tx, admin, 'import'), upload }
    return (await createStory(read, desk)).slug
  })
  return unwrapRefusal(imported)
}

async function firstAdmin(context: Authoring['context']): Promise<Named> {
  const admin = await context.prisma.user.findFirst({
    where: { role: 'admin', active: true },
    orderBy: { createdAt: 'asc' },
    select: { id: true, name: true, email: true, role: true },
  })
  if (!admin) throw new NewsroomError('NOT_FOUND', 'There is no admin yet. Run npm start once, then import.')
  return admin
}
