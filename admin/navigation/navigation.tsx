import { VStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { getHrefFromList, NavItem, NavList } from '@keystone-6/core/admin-ui/components'
import type { NavigationProps } from '@keystone-6/core/types'
import { isAtLeast, type Role } from '../roles.ts'
import { LanguageChoice } from './language-choice.tsx'
import { useNavigationWords } from './navigation-words.ts'
import { SignedInPerson } from './signed-in-person.tsx'
import { useSignedIn } from './use-person.ts'

/** Lists in the order of a working day; a group below a line, and for whom it is of use. What may be read is decided elsewhere. */
const groups: { list: string; from: Role }[][] = [
  [
    { list: 'Article', from: 'author' },
    { list: 'Image', from: 'author' },
    { list: 'Tag', from: 'author' },
    { list: 'EditorialNote', from: 'author' },
    { list: 'Release', from: 'editor' },
  ],
  [
    { list: 'AuditEntry', from: 'editor' },
    { list: 'Revision', from: 'editor' },
  ],
  [
    { list: 'User', from: 'admin' },
    { list: 'Webhook', from: 'admin' },
    { list: 'Session', from: 'author' },
    { list: 'ApiToken', from: 'author' },
  ],
]

export function Navigation({ lists }: NavigationProps) {
  const { person, unread } = useSignedIn()
  const words = useNavigationWords()
  const itemsOf = (group: (typeof groups)[number]) =>
    group
      .filter(({ from }) => person && isAtLeast(person.role, from))
      .flatMap(({ list }) => lists.find(({ key }) => key === list) ?? [])
  return (
    <VStack gap="large" paddingY="xlarge" UNSAFE_style={fullHeight}>
      <NavList>
        <NavItem href="/">{words.desk}</NavItem>
        <NavItem href="/calendar">{words.calendar}</NavItem>
        <NavItem href="/notifications">{words.notifications(unread)}</NavItem>
        {groups.map((group, index) => [
          itemsOf(group).length > 0 && index > 0 && <li key={index} aria-hidden="true" className={lineStyles} />,
          ...itemsOf(group).map(list => (
            <NavItem key={list.key} href={getHrefFromList(list)}>
              {words.list(list.key, list.label)}
            </NavItem>
          )),
        ])}
      </NavList>
      <VStack gap="regular">
        <LanguageChoice />
        {person && <SignedInPerson person={person} />}
      </VStack>
    </VStack>
  )
}

// The way out stands at the foot of the page: below the top bar, as high as the window.
const fullHeight = { boxSizing: 'border-box', minHeight: `calc(100vh - ${tokenSchema.size.element.xlarge})` } as const

// Not a `Divider`: in a list that one is a separator, which a list may not hold.
const lineStyles = css({
  height: 2,
  width: tokenSchema.size.scale[1000],
  marginBlock: tokenSchema.size.space.large,
  marginInline: tokenSchema.size.space.xlarge,
  backgroundColor: tokenSchema.color.border.muted,
})
