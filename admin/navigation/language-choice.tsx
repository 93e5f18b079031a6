import { useEffect } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import {
  chooseInterfaceLanguage,
  interfaceLanguages,
  useInterfaceLanguage,
  type InterfaceLanguage,
} from '../words/interface-language.ts'
import { useNavigationWords } from './navigation-words.ts'

/** In which language the interface speaks. A story's own language is a matter of the story. */
export function LanguageChoice() {
  const language = useInterfaceLanguage()
  const words = useNavigationWords()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <div role="group" aria-label={words.language} className={styles}>
      {interfaceLanguages.map(name => (
        <button key={name} type="button" lang={name} aria-pressed={language === name} onClick={() => choose(name)}>
          {names[name]}
        </button>
      ))}
    </div>
  )
}

function choose(language: InterfaceLanguage): void {
  chooseInterfaceLanguage(language)
  // Names of fields are read once a page; whoever has unsaved work is asked first, and may stay.
  window.location.reload()
}

const names = { en: 'English', fr: 'Français' } as const

const styles = css({
  display: 'flex',
  gap: tokenSchema.size.space.large,
  paddingInline: tokenSchema.size.space.xlarge,
  '& > button': {
    all: 'unset',
    cursor: 'pointer',
    paddingBlock: 4,
    borderRadius: tokenSchema.size.radius.xsmall,
    color: tokenSchema.color.foreground.neutralSecondary,
    fontFamily: tokenSchema.typography.fontFamily.base,
    fontSize: tokenSchema.typography.text.small.size,
    '&:hover': { color: tokenSchema.color.foreground.neutralEmphasis },
    '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 2 },
    '&[aria-pressed=true]': { color: tokenSchema.color.foreground.neutralEmphasis, fontWeight: 600 },
  },
})
