import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Button } from '@keystar/ui/button'
import { Radio, RadioGroup } from '@keystar/ui/radio'
import { css, tokenSchema } from '@keystar/ui/style'
import { TextField } from '@keystar/ui/text-field'
import { Refused } from '../look/refused.tsx'
import { useTokenWords } from './token-words.ts'
import type { TokenOrder, TokenRefusal } from './use-make-token.ts'

type Props = {
  isMaking: boolean
  refusal: TokenRefusal | null
  onEdit: () => void
  /** Answers whether there is a token now. */
  onMake: (order: TokenOrder) => Promise<boolean>
}

const lives = [30, 90, 365]
const usualLife = 90
const nameLength = 120

/** What uses it, what it may, and for how long. */
export function TokenForm({ isMaking, refusal, onEdit, onMake }: Props) {
  const words = useTokenWords()
  const nameField = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [access, setAccess] = useState<TokenOrder['access']>('read')
  const [days, setDays] = useState(usualLife)
  useEffect(() => {
    if (refusal?.of === 'name') nameField.current?.focus()
  }, [refusal])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onMake({ name: name.trim(), access, days }).then(isMade => isMade && setName(''))
  }
  const edit = (text: string) => {
    setName(text)
    onEdit()
  }
  return (
    <form onSubmit={submit} className={styles}>
      <TextField
        ref={nameField}
        label={words.usedBy}
        description={words.usedByHint}
        errorMessage={refusal?.of === 'name' ? refusal.sentence : undefined}
        maxLength={nameLength}
        autoComplete="off"
        value={name}
        onChange={edit}
      />
      <div className={choicesStyles}>
        <RadioGroup
          label={words.may}
          orientation="horizontal"
          value={access}
          onChange={value => setAccess(value === 'write' ? 'write' : 'read')}
        >
          <Radio value="read">{words.read}</Radio>
          <Radio value="write">{words.write}</Radio>
        </RadioGroup>
        <RadioGroup
          label={words.life}
          orientation="horizontal"
          value={String(days)}
          onChange={value => setDays(Number(value))}
        >
          {lives.map(life => (
            <Radio key={life} value={String(life)}>
              {words.days(life)}
            </Radio>
          ))}
        </RadioGroup>
      </div>
      {refusal?.of === 'token' && <Refused>{refusal.sentence}</Refused>}
      <Button type="submit" prominence="high" alignSelf="start" isPending={isMaking}>
        {words.make}
      </Button>
    </form>
  )
}

const styles = css({
  display: 'grid',
  justifyItems: 'start',
  gap: tokenSchema.size.space.xlarge,
  padding: tokenSchema.size.space.xlarge,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  backgroundColor: tokenSchema.color.background.canvas,
  '& > *:not(button)': { width: '100%' },
})

const choicesStyles = css({
  display: 'flex',
  flexWrap: 'wrap',
  rowGap: tokenSchema.size.space.xlarge,
  columnGap: tokenSchema.size.space.xxlarge,
})
