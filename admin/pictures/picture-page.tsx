import { useEffect, type ReactNode } from 'react'
import { Button } from '@keystar/ui/button'
import { HStack, VStack } from '@keystar/ui/layout'
import { TextLink } from '@keystar/ui/link'
import { ProgressCircle } from '@keystar/ui/progress'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { useRouter } from '@keystone-6/core/admin-ui/router'
import { Refused } from '../look/refused.tsx'
import { usePerson } from '../navigation/use-person.ts'
import { isAtLeast } from '../roles.ts'
import { askBeforeLeaving } from './ask-before-leaving.ts'
import { KillPicture } from './kill-picture.tsx'
import { PictureFields } from './picture-fields.tsx'
import { PictureFile } from './picture-file-facts.tsx'
import { PictureFocus } from './picture-focus.tsx'
import { usePicturePageWords } from './picture-page-words.ts'
import { useNameOfPicture } from './picture-words.ts'
import { UsedIn } from './used-in.tsx'
import { usePicture } from './use-picture.ts'
import { WarningList } from './warning-list.tsx'

/** One picture: what must stay visible of it, what is said about it, and where it is used. */
export function PicturePage() {
  const { id } = useRouter().query
  const [words, nameOf, person] = [usePicturePageWords(), useNameOfPicture(), usePerson()]
  const { picture, ...page } = usePicture(typeof id === 'string' ? id : '')
  useEffect(() => (page.isChanged ? askBeforeLeaving() : undefined), [page.isChanged])
  if (!picture || !person) {
    return (
      <PageContainer title={words.back} header={<Title>{words.back}</Title>}>
        {page.isLoading || !person ? (
          <ProgressCircle aria-label={words.loading} isIndeterminate />
        ) : (
          <Text role="alert">{page.problem ?? words.notFound}</Text>
        )}
      </PageContainer>
    )
  }
  const mayWrite = isAtLeast(person.role, 'editor') || picture.uploadedBy?.id === person.id
  const change = mayWrite ? page.change : undefined
  const name = nameOf(picture)
  return (
    <PageContainer
      title={name}
      header={
        <>
          <Title>{name}</Title>
          {mayWrite && (
            <HStack gap="large" alignItems="center">
              <Text size="small" color="neutralSecondary" role="status">
                {page.isChanged ? words.unsaved : page.isSaved ? words.saved : ''}
              </Text>
              <Button prominence="high" onPress={page.save} isPending={page.isSaving} isDisabled={!page.isChanged}>
                {words.save}
              </Button>
            </HStack>
          )}
        </>
      }
    >
      <VStack gap="large" paddingY="xlarge">
        <TextLink href="/pictures">{words.back}</TextLink>
        {page.problem && <Refused>{page.problem}</Refused>}
        <WarningList picture={picture} isBrief />
        <div className={columnStyles}>
          <VStack gap="xxlarge" minWidth={0}>
            <PictureFocus picture={picture} onChange={change} />
            <Part title={words.usedIn}>
              <UsedIn uses={page.uses} />
            </Part>
            <Part title={words.file}>
              <PictureFile picture={picture} />
            </Part>
            {isAtLeast(person.role, 'publisher') && !picture.killedAt && (
              <KillPicture id={picture.id} uses={page.uses} onKilled={page.lookAgain} />
            )}
          </VStack>
          <Part title={words.texts}>
            <Text size="small" color="neutralSecondary">
              {mayWrite ? words.frozen : words.mayNotWrite}
            </Text>
            <PictureFields picture={picture} onChange={change} />
          </Part>
        </div>
      </VStack>
    </PageContainer>
  )
}

const Title = ({ children }: { children: string }) => (
  <Heading elementType="h1" size="small" truncate>
    {children}
  </Heading>
)

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className={partStyles}>
    <Heading elementType="h2" size="small">
      {title}
    </Heading>
    {children}
  </section>
)

const columnStyles = css({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 3fr) minmax(300px, 2fr)',
  alignItems: 'start',
  gap: tokenSchema.size.space.xxlarge,
  '@media (max-width: 860px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
})

const partStyles = css({ display: 'grid', gap: tokenSchema.size.space.large, minWidth: 0 })
