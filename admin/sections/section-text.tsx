import isDeepEqual from 'fast-deep-equal'
import { useEffect, useMemo, useRef, useState, type ClipboardEvent } from 'react'
import { css, tokenSchema, transition } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useField } from '@keystone-6/core/admin-ui/context'
import { nameToolbarButtons } from './name-toolbar-buttons.ts'
import { pasteInto, type PasteOutcome } from '../paste/paste-into.ts'
import type { Body } from './section-draft.ts'
import { textOf } from './measure-sections.ts'
import { useNearness } from './use-nearness.ts'
import { useSectionWords } from './section-words.ts'

type Props = {
  /** What to call it where it can't be seen. */
  label: string
  value: Body
  onChange?: (value: Body) => void
  /** What of a paste goes beyond this text. */
  onPaste?: ((outcome: PasteOutcome) => void) | null
  problem?: string
  forceValidation?: boolean
}

type EditorProps = Props & { takesFocus: boolean }

/**
 * A section's text. Its editor is made as the text comes near to the window, or is entered by keyboard: sixty of them at
 * once would keep the page from opening.
 */
export function SectionText(props: Props) {
  const { place, isNear, enter, wasEntered } = useNearness()
  if (isNear) return <SectionEditor {...props} takesFocus={wasEntered} />
  return (
    <div
      ref={place}
      role="textbox"
      aria-multiline
      aria-readonly={!props.onChange}
      aria-label={props.label}
      tabIndex={0}
      className={distantStyles}
      onFocus={enter}
    >
      {textOf(props.value)}
    </div>
  )
}

/** Keystone's document editor, with exactly what the list of sections allows. */
function SectionEditor({ label, value, onChange, onPaste, problem, forceValidation, takesFocus }: EditorProps) {
  const words = useSectionWords()
  const { controller, views } = useField('Section', 'body')
  const field = useMemo(() => ({ ...controller, label, description: '' }), [controller, label])
  const generation = useGeneration(value)
  const room = useRef<HTMLDivElement>(null)
  useEffect(() => nameToolbarButtons(room.current, words))
  useEffect(() => {
    if (takesFocus) room.current?.querySelector<HTMLElement>('[data-slate-editor]')?.focus()
  }, [takesFocus])
  const change = (next: Body) => {
    if (next === value) return // the cursor moved
    generation.note(next)
    onChange?.(next)
  }
  const paste = (event: ClipboardEvent) => {
    const editable = event.target instanceof Element && event.target.closest<HTMLElement>('[data-slate-editor]')
    const outcome = editable && pasteInto(editable, event.clipboardData)
    if (!outcome) return
    event.preventDefault()
    event.stopPropagation()
    onPaste?.(outcome)
  }
  return (
    <div ref={room} className={onChange ? styles : readStyles} onPasteCapture={onPaste ? paste : undefined}>
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

/** As high as the editor that will stand here, more or less. */
const distantStyles = css({
  minHeight: 'calc(7em + 50px)',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  color: tokenSchema.color.foreground.neutral,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: 15,
  lineHeight: 1.6,
})

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
  // In a narrow window its last buttons would be out of sight, behind a scrollbar that is not shown.
  '[role="toolbar"]': { flexWrap: 'wrap', rowGap: 4, opacity: 0.5, transition: transition('opacity') },
  '&:hover [role="toolbar"], &:focus-within [role="toolbar"]': { opacity: 1 },
  '[data-slate-editor]:focus-visible': { boxShadow: `inset 0 0 0 2px ${tokenSchema.color.alias.focusRing}` },
})
