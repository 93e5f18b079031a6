import { Button } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { plusIcon } from '@keystar/ui/icon/icons/plusIcon'
import { Heading, Text } from '@keystar/ui/typography'
import { css, tokenSchema } from '@keystar/ui/style'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { usePerson } from '../navigation/use-person.ts'
import { DeskPart } from './desk-part.tsx'
import { partsOfDesk } from './desk-queries.ts'

/** Where the day begins: what waits for this person, what is being written, what went out. */
export function DeskPage() {
  const person = usePerson()
  return (
    <PageContainer
      title="My desk"
      header={
        <>
          <Heading elementType="h1" size="small">
            My desk
          </Heading>
          <Button prominence="high" href="/articles/create">
            <Icon src={plusIcon} />
            <Text>New article</Text>
          </Button>
        </>
      }
    >
      <div className={styles}>
        {person && partsOfDesk(person).map(part => <DeskPart key={part.title} part={part} person={person} />)}
      </div>
    </PageContainer>
  )
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.xxlarge,
  width: '100%',
  maxWidth: 860,
  paddingBlock: tokenSchema.size.space.xlarge,
})
