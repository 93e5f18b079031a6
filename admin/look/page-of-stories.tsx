import type { ReactNode } from 'react'
import { Button } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { plusIcon } from '@keystar/ui/icon/icons/plusIcon'
import { Heading, Text } from '@keystar/ui/typography'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { wordsOf } from '../words/words-of.ts'

/** A page about many stories, on which one can begin another. */
export function PageOfStories({ title, children }: { title: string; children: ReactNode }) {
  const words = useWords()
  return (
    <PageContainer
      title={title}
      header={
        <>
          <Heading elementType="h1" size="small">
            {title}
          </Heading>
          <Button prominence="high" href="/articles/create">
            <Icon src={plusIcon} />
            <Text>{words.newArticle}</Text>
          </Button>
        </>
      }
    >
      {children}
    </PageContainer>
  )
}

const useWords = wordsOf({ en: { newArticle: 'New article' }, fr: { newArticle: 'Nouvel article' } })
