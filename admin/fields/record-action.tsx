import { Text } from '@keystar/ui/typography'
import type { CellComponent } from '@keystone-6/core/types'
import { useActionWords } from '../panel/action-words.ts'

/** What was done, in words; Keystone’s own text field shows the name that the record keeps. */
export { Field } from '@keystone-6/core/fields/types/text/views'

export const Cell: CellComponent = ({ value }) => {
  const say = useActionWords()
  return <Text size="small">{say(String(value ?? ''))}</Text>
}
