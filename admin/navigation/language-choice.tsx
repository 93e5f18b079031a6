import { ActionButton } from '@keystar/ui/button'
import { Text } from '@keystar/ui/typography'
import { useEffect } from 'react'
import { chooseInterfaceLanguage, useInterfaceLanguage } from '../words/interface-language.ts'

/** The interface in the other language. A story's own language is a matter of the story. */
export function LanguageChoice() {
  const language = useInterfaceLanguage()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <ActionButton prominence="low" onPress={() => chooseInterfaceLanguage(other)}>
      <Text>
        <span lang={other}>{names[other]}</span>
      </Text>
    </ActionButton>
  )
}

const names = { en: 'English', fr: 'Français' } as const
