import { css, tokenSchema } from '@keystar/ui/style'
import { Field as TextField, type controller } from '@keystone-6/core/fields/types/text/views'
import type { CellComponent, FieldProps } from '@keystone-6/core/types'
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

/** Two lines of it in the list, where columns are narrow. */
export const Cell: CellComponent = ({ value }) => <span className={cellStyles}>{value || 'Without a headline'}</span>

const withoutBreaks = (text: string) => text.replace(/\s*[\r\n]+\s*/g, ' ')

const styles = css({
  'textarea[data-multiline]': { fieldSizing: 'content', minHeight: 0, fontSize: 19, fontWeight: 600, lineHeight: 1.35 },
})

const cellStyles = css({
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
  color: tokenSchema.color.foreground.neutralEmphasis,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  fontWeight: 600,
  lineHeight: 1.3,
  whiteSpace: 'normal',
})
