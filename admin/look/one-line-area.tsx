import { TextArea } from '@keystar/ui/text-field'
import type { ComponentProps, KeyboardEvent } from 'react'

/** One line of text that is shown whole, however long: it wraps, and takes no line breaks. */
export function OneLineArea({ onChange, ...props }: ComponentProps<typeof TextArea>) {
  return (
    <TextArea {...props} onKeyDown={keepToOneLine} onChange={text => onChange?.(text.replace(/\s*[\r\n]+\s*/g, ' '))} />
  )
}

/** For a text area that is to take no line break. */
export function keepToOneLine(event: Pick<KeyboardEvent, 'key' | 'preventDefault'>): void {
  if (event.key === 'Enter') event.preventDefault()
}
