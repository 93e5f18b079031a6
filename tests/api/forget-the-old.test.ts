import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import { forgetTheOld } from '../../jobs/forget-the-old.ts'
import { openTestNewsroom, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

test('at night sessions long ended and notifications long read go, and nothing else', async () => {
  const { prisma } = newsroom.context
  const userId = newsroom.desks.author.person.id
  const session = (tokenHash: string, revokedAt: Date | null) => ({
    ...{ tokenHash, userId, revokedAt, createdAt: daysAgo(200), expiresAt: new Date(Date.now() + 86_400_000) },
  })
  await prisma.session.createMany({ data: [session('long ended', daysAgo(31)), session('ended', daysAgo(1))] })
  await prisma.session.create({ data: session('open', null) })
  const { id: articleId } = await newsroom.stories.draft()
  const notice = (readAt: Date | null) => ({
    personId: userId,
    articleId,
    kind: 'approved' as const,
    createdAt: daysAgo(200),
    readAt,
  })
  await prisma.notification.createMany({ data: [notice(daysAgo(91)), notice(daysAgo(1)), notice(null)] })
  const audited = await prisma.auditEntry.count()

  await forgetTheOld({ context: newsroom.context, log: pino({ level: 'silent' }) })

  const kept = await prisma.session.findMany({ orderBy: { tokenHash: 'asc' }, select: { tokenHash: true } })
  assert.deepEqual(
    kept.map(({ tokenHash }) => tokenHash),
    ['ended', 'open'],
  )
  assert.equal(await prisma.notification.count(), 2)
  assert.equal(await prisma.auditEntry.count(), audited)
})
