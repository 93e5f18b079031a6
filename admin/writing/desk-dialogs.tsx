import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, DialogContainer } from '@keystar/ui/dialog'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { useKeptFocus } from '../look/keep-focus.ts'
import { useQuestion } from './ask.ts'
import { SignInAgain } from './sign-in-again.tsx'

/** The dialogs that any page of the desk may need, above all else (see build/adapt-keystone.cjs). */
export function DeskDialogs() {
  useKeptFocus()
  return (
    <>
      <QuestionDialog />
      <SignInAgain />
    </>
  )
}

function QuestionDialog() {
  const question = useQuestion()
  return (
    <DialogContainer onDismiss={() => question?.answer(false)}>
      {question && (
        <Dialog size="small" role="alertdialog">
          <Heading>{question.title}</Heading>
          <Content>
            <Text>{question.text}</Text>
          </Content>
          <ButtonGroup>
            <Button onPress={() => question.answer(false)} autoFocus>
              {question.cancel}
            </Button>
            <Button prominence="high" onPress={() => question.answer(true)}>
              {question.confirm}
            </Button>
          </ButtonGroup>
        </Dialog>
      )}
    </DialogContainer>
  )
}
