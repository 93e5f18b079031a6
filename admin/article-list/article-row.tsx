import type { MouseEvent } from 'react'
import { Badge } from '@keystar/ui/badge'
import { css, tokenSchema } from '@keystar/ui/style'
import { useRouter } from '@keystone-6/core/admin-ui/router'
import { Moment } from '../desk/story-row.tsx'
import type { Line } from '../desk/line.ts'
import { QuietLink } from '../look/quiet-link.tsx'
import { renditionOf } from '../pictures/picture.ts'
import { PublicStatusBadge, StateBadge } from '../story/badges.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayHowLongAgo } from '../words/say-time.ts'
import { sayShortTime } from '../words/say-short-time.ts'
import { useListWords } from './article-list-words.ts'
import type { MoveResult } from './use-bulk-move.ts'
import type { Selection } from './use-selection.ts'

type Props = { line: Line; index: number; selection: Selection; result: MoveResult | undefined }

/** A story in the list; a press anywhere on it opens it. */
export function ArticleRow({ line, index, selection, result }: Props) {
  const words = useListWords()
  const language = useInterfaceLanguage()
  const router = useRouter()
  const href = `/articles/${line.id}`
  const headline = line.headline || words.withoutHeadline
  const open = (event: MouseEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, input')
    if (isOnControl || window.getSelection()?.toString()) return
    if (event.metaKey || event.ctrlKey) window.open(href)
    else void router.push(href)
  }
  const isPutAway = line.trashedAt !== null || line.archivedAt !== null
  return (
    <tr
      className={styles}
      data-selected={selection.isSelected(line.id) || undefined}
      onClick={open}
      onKeyDown={event => selection.onKeyDown(event, index)}
    >
      <td>
        <input
          type="checkbox"
          aria-label={words.select(headline)}
          checked={selection.isSelected(line.id)}
          onClick={event => selection.toggle(index, event)}
          onChange={() => {}}
        />
      </td>
      <td>
        <div className={headlineStyles}>
          <Thumbnail pictureKey={line.pictureKey} />
          <div>
            <QuietLink href={href}>{headline}</QuietLink>
            <span>{[line.rubric, ...line.tags.slice(0, 3)].filter(Boolean).join(' · ')}</span>
            {result && <span data-refused={result.refusal !== null || undefined}>{result.refusal ?? words.done}</span>}
          </div>
        </div>
      </td>
      <td>
        {!isPutAway && <StateBadge state={line.state} />}
        <div data-narrow>
          <ForReaders line={line} />
        </div>
      </td>
      <td data-wide>
        <ForReaders line={line} />
      </td>
      <td data-wide>{line.author?.name}</td>
      <td data-wide>
        <Schedule line={line} />
      </td>
      <td>
        <Moment at={line.updatedAt}>{sayHowLongAgo(line.updatedAt, language)}</Moment>
      </td>
    </tr>
  )
}

function ForReaders({ line: { publicStatus, hasUnpublishedChanges } }: { line: Line }) {
  const words = useListWords()
  return (
    <>
      {publicStatus !== 'unpublished' && <PublicStatusBadge status={publicStatus} />}
      {hasUnpublishedChanges && <small>{words.changedSince}</small>}
    </>
  )
}

function Schedule({ line: { scheduleState, publishAt, unpublishAt, publicStatus } }: { line: Line }) {
  const words = useListWords()
  const language = useInterfaceLanguage()
  const trouble = scheduleState === 'late' || scheduleState === 'failed' ? scheduleState : null
  return (
    <>
      {trouble && <Badge tone="critical">{words[trouble]}</Badge>}
      {publishAt && <Moment at={publishAt}>{sayShortTime(publishAt, language)}</Moment>}
      {unpublishAt && publicStatus === 'live' && (
        <small>
          <Moment at={unpublishAt}>{words.leaves(sayShortTime(unpublishAt, language))}</Moment>
        </small>
      )}
    </>
  )
}

/** Of no news to whoever cannot see it: the headline stands beside it. */
function Thumbnail({ pictureKey }: { pictureKey: string | null }) {
  return (
    <span className={thumbnailStyles}>
      {pictureKey && <img src={renditionOf({ id: pictureKey }, 320)} alt="" loading="lazy" width={56} height={40} />}
    </span>
  )
}

const styles = css({
  cursor: 'pointer',
  '& > td': {
    padding: tokenSchema.size.space.regular,
    borderBottom: `1px solid ${tokenSchema.color.border.muted}`,
    verticalAlign: 'middle',
    lineHeight: 1.35,
    overflowWrap: 'anywhere',
  },
  '& [data-narrow]': { marginTop: 4 },
  '& small': { display: 'block', marginTop: 4, color: tokenSchema.color.foreground.neutralSecondary },
  '&:hover > td': { backgroundColor: tokenSchema.color.background.surface },
  '&[data-selected] > td': { backgroundColor: tokenSchema.color.background.accent },
})

const headlineStyles = css({
  display: 'flex',
  alignItems: 'center',
  gap: tokenSchema.size.space.medium,
  '& > div': { display: 'grid', gap: 3, minWidth: 0 },
  '& > div > span': { color: tokenSchema.color.foreground.neutralSecondary },
  '& > div > span[data-refused]': { color: tokenSchema.color.foreground.critical },
})

const thumbnailStyles = css({
  flexShrink: 0,
  width: 56,
  height: 40,
  overflow: 'hidden',
  borderRadius: tokenSchema.size.radius.small,
  backgroundColor: tokenSchema.color.background.surfaceSecondary,
  '& > img': { width: '100%', height: '100%', objectFit: 'cover', display: 'block' },
})
