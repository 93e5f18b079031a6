import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { TextField } from '@keystar/ui/text-field'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import type { FieldProps } from '@keystone-6/core/types'
import type { controller } from '@keystone-6/core/fields/types/virtual/views'
import { Refused } from '../look/refused.tsx'
import { usePasswordWords } from '../password/password-words.ts'
import { Panel } from '../story/panel.tsx'
import { textIn } from '../story/read-item.ts'

export { controller } from '@keystone-6/core/fields/types/virtual/views'

const makeLink = gql`
  mutation MakePasswordLink($id: ID!) {
    link: createPasswordLink(where: { id: $id })
  }
`

/** For admins, on the page of somebody who has no password or forgot it: a link to hand over, shown this once. */
export function Field({ value, itemValue }: FieldProps<typeof controller>) {
  const words = usePasswordWords()
  const [link, setLink] = useState<string | null>(null)
  const [make, { loading, error }] = useMutation<{ link: string }>(makeLink)
  const id = textIn(itemValue, 'id')
  if (value !== true || !id) return null
  const press = () =>
    make({ variables: { id } }).then(
      ({ data }) => setLink(data?.link ?? null),
      () => setLink(null), // said below, from `error`
    )
  return (
    <Panel title={words.newPassword}>
      <Button onPress={press} isPending={loading}>
        {words.makeLink}
      </Button>
      {error && <Refused>{error.message}</Refused>}
      {link && <TextField label={words.handOver} description={words.once} value={link} isReadOnly width="100%" />}
    </Panel>
  )
}
