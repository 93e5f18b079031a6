import { useId } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { Field as TextField, type controller } from '@keystone-6/core/fields/types/text/views'
import type { FieldProps } from '@keystone-6/core/types'
import { wordsOf } from '../words/words-of.ts'

/** What a newsroom aims at; the most that is stored is the field's own limit. */
const goodLength = { from: 160, to: 300 }

/** Keystone's text field, with its length as one types. */
export function Field({ field, value, ...props }: FieldProps<typeof controller>) {
  const words = useStandfirstWords()
  const id = useId()
  const length = value.inner.kind === 'value' ? value.inner.value.trim().length : 0
  const most = field.validation.length.max ?? Infinity
  return (
    <div className={styles} aria-describedby={id} role="group" aria-label={field.label}>
      <TextField {...props} field={field} value={value} />
      {props.onChange && (
        <p id={id} className={counterStyles} data-tone={toneOf(length, most)}>
          {words.characters(length)} · {adviceOn(length, most, words)}
        </p>
      )}
    </div>
  )
}

type Words = ReturnType<typeof useStandfirstWords>

function adviceOn(length: number, most: number, words: Words): string {
  if (length > most) return words.tooLong(most)
  if (length > goodLength.to) return words.long(goodLength.to)
  return length < goodLength.from ? words.short(goodLength.from, goodLength.to) : words.good
}

function toneOf(length: number, most: number): 'critical' | 'caution' | undefined {
  if (length > most) return 'critical'
  return length > goodLength.to ? 'caution' : undefined
}

const useStandfirstWords = wordsOf({
  en: {
    characters: (count: number) => (count === 1 ? '1 character' : `${count} characters`),
    short: (from: number, to: number) => `${from} to ${to} read best`,
    good: 'a good length',
    long: (most: number) => `longer than the ${most} that read best`,
    tooLong: (most: number) => `at most ${most} can be stored`,
  },
  fr: {
    characters: (count: number) => (count < 2 ? `${count} signe` : `${count} signes`),
    short: (from: number, to: number) => `idéalement ${from} à ${to}`,
    good: 'bonne longueur',
    long: (most: number) => `au-delà des ${most} conseillés`,
    tooLong: (most: number) => `${most} au plus`,
  },
})

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.small,
  'textarea[data-multiline]': { fieldSizing: 'content', minHeight: '4.2em', lineHeight: 1.45 },
})

const counterStyles = css({
  margin: 0,
  textAlign: 'end',
  color: tokenSchema.color.foreground.neutralSecondary,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  fontVariantNumeric: 'tabular-nums',
  '&[data-tone="caution"]': { color: tokenSchema.color.foreground.caution },
  '&[data-tone="critical"]': { color: tokenSchema.color.foreground.critical },
})
