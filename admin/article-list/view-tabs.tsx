import { useRef, type ReactNode } from 'react'
import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { xIcon } from '@keystar/ui/icon/icons/xIcon'
import { useLink } from '@keystar/ui/link'
import { css, tokenSchema } from '@keystar/ui/style'
import { useListWords } from './article-list-words.ts'
import { addressOf, usualSort, views, type ListPlace } from './list-address.ts'
import type { KeptView } from './kept-views.ts'
import type { ListAnswer } from './use-article-list.ts'

type Props = {
  place: ListPlace
  figures: ListAnswer['articleViews']
  kept: readonly KeptView[]
  onDrop: (name: string) => void
}

/** The views of the list, each an address of its own; what was searched for stays. */
export function ViewTabs({ place, figures, kept, onDrop }: Props) {
  const words = useListWords()
  const here = addressOf({ ...place, after: null, before: null })
  const keptHere = kept.find(({ address }) => address === here)
  return (
    <nav aria-label={words.views} className={styles}>
      <ul>
        {views.map(view => {
          const figure = figures.find(counted => counted.view === view)?.count
          const { search } = place
          const href = addressOf({ view, search, sort: usualSort(view), reversed: false, after: null, before: null })
          return (
            <li key={view}>
              <Tab href={href} isHere={!keptHere && place.view === view}>
                {words.view(view)}
                {figure ? <span>{words.figure(figure)}</span> : null}
              </Tab>
            </li>
          )
        })}
        {kept.map(({ name, address }) => (
          <li key={name}>
            <Tab href={address} isHere={keptHere?.name === name}>
              {name}
            </Tab>
            <ActionButton prominence="low" aria-label={words.drop(name)} onPress={() => onDrop(name)}>
              <Icon src={xIcon} />
            </ActionButton>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Tab({ href, isHere, children }: { href: string; isHere: boolean; children: ReactNode }) {
  const ref = useRef<HTMLAnchorElement>(null)
  const { linkProps } = useLink({ href }, ref)
  return (
    <a ref={ref} {...linkProps} href={href} aria-current={isHere ? 'page' : undefined}>
      {children}
    </a>
  )
}

const styles = css({
  borderBottom: `1px solid ${tokenSchema.color.border.muted}`,
  '& > ul': {
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokenSchema.size.space.large,
    margin: 0,
    padding: 0,
  },
  '& li': { display: 'flex', alignItems: 'center' },
  '& a': {
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    paddingBlock: tokenSchema.size.space.medium,
    marginBottom: -1,
    borderBottom: '2px solid transparent',
    color: tokenSchema.color.foreground.neutralSecondary,
    fontFamily: tokenSchema.typography.fontFamily.base,
    fontSize: tokenSchema.typography.text.regular.size,
    fontWeight: 500,
    textDecoration: 'none',
    whiteSpace: 'nowrap',
    '&:hover': { color: tokenSchema.color.foreground.neutralEmphasis },
    '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: -2 },
    '&[aria-current]': {
      color: tokenSchema.color.foreground.neutralEmphasis,
      borderColor: tokenSchema.color.foreground.neutralEmphasis,
    },
    '& > span': {
      minWidth: 18,
      boxSizing: 'border-box',
      paddingInline: 5,
      borderRadius: 9,
      backgroundColor: tokenSchema.color.background.surfaceTertiary,
      color: tokenSchema.color.foreground.neutral,
      fontSize: tokenSchema.typography.text.small.size,
      fontVariantNumeric: 'tabular-nums',
      lineHeight: '18px',
      textAlign: 'center',
    },
  },
})
