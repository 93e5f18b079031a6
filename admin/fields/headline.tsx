import { css } from '@keystar/ui/style'
import { Field as TextField, type controller } from '@keystone-6/core/fields/types/text/views'
import type { FieldProps } from '@keystone-6/core/types'
import { keepToOneLine } from '../look/one-line-area.tsx'

/** Keystone's text field, large and shown whole. */
export function Field({ field, onChange, ...props }: FieldProps<typeof controller>) {
  const change: typeof onChange = value => {
    const { inner } = value
    onChange?.(inner.kind === 'value' ? { ...value, inner: { ...inner, value: withoutBreaks(inner.value) } } : value)
  }
  return (
    <div className={styles} onKeyDownCapture={keepToOneLine}>
      <TextField {...props} field={{ ...field, displayMode: 'textarea' }} onChange={onChange && change} />
    </div>
  )
}

const withoutBreaks = (text: string) => text.replace(/\s*[\r\n]+\s*/g, ' ')

const styles = css({
  textarea: { fieldSizing: 'content', minHeight: 0, fontSize: 19, fontWeight: 600, lineHeight: 1.35 },
})
