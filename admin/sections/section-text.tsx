import isDeepEqual from 'fast-deep-equal'
import { useEffect, useMemo, useRef, useState } from 'react'
import { css, tokenSchema, transition } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useField } from '@keystone-6/core/admin-ui/context'
import { nameToolbarButtons } from './name-toolbar-buttons.ts'
import type { Body } from './section-draft.ts'

type Props = {
  /** What to call it where it can't be seen. */
  label: string
  value: Body
  onChange?: (value: Body) => void
  problem?: string
  forceValidation?: boolean
}

/** A section's text in Keystone's document editor, with exactly what the list of sections allows. */
export function SectionText({ label, value, onChange, problem, forceValidation }: Props) {
  const { controller, views } = useField('Section', 'body')
  const field = useMemo(() => ({ ...controller, label, description: '' }), [controller, label])
  const generation = useGeneration(value)
  const room = useRef<HTMLDivElement>(null)
  useEffect(() => nameToolbarButtons(room.current))
  const change = (next: Body) => {
    if (next === value) return // the cursor moved
    generation.note(next)
    onChange?.(next)
  }
  return (
    <div ref={room} className={onChange ? styles : readStyles}>
      <views.Field
        key={generation.number}
        field={field}
        value={value}
        itemValue={{}}
        isRequired={false}
        forceValidation={forceValidation}
        onChange={onChange && (next => change(next as Body))} // what the document editor gives
      />
      {problem && <Text color="critical">{problem}</Text>}
    </div>
  )
}

/** The editor reads its value once: it is made anew when the text was changed by something else than typing. */
function useGeneration(value: Body) {
  const known = useRef(value)
  const [number, setNumber] = useState(0)
  useEffect(() => {
    if (value === known.current) return
    const isSame = isDeepEqual(value, known.current)
    known.current = value
    if (!isSame) setNumber(before => before + 1)
  }, [value])
  const note = (typed: Body) => {
    known.current = typed
  }
  return { number, note }
}

/** To be read, not written: no frame. */
const readStyles = css({
  '& *': { borderColor: 'transparent !important' },
  label: { display: 'none' },
  '[data-slate-editor]': {
    height: 'auto !important',
    minHeight: 0,
    padding: 0,
    resize: 'none',
    lineHeight: 1.6,
    fontSize: 15,
  },
})

const styles = css({
  // Its label stands for screen readers; beside the heading above, the eye needs none.
  label: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  '[data-slate-editor]': {
    height: 'auto !important',
    minHeight: '7em',
    resize: 'none',
    lineHeight: 1.6,
    fontSize: 15,
  },
  // As high as its text is: there is nothing to expand.
  '[role="group"][aria-label="View options"]': { display: 'none' },
  '[role="toolbar"] > [role="separator"]:first-child': { display: 'none' },
  '[role="toolbar"]': { opacity: 0.5, transition: transition('opacity') },
  '&:hover [role="toolbar"], &:focus-within [role="toolbar"]': { opacity: 1 },
  '[data-slate-editor]:focus-visible': { boxShadow: `inset 0 0 0 2px ${tokenSchema.color.alias.focusRing}` },
  '@media (prefers-reduced-motion: reduce)': { '[role="toolbar"]': { transition: 'none' } },
})
