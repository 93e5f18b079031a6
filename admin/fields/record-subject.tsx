import { Text, type TextProps } from '@keystar/ui/typography'
import { TextLink } from '@keystar/ui/link'
import type { CellComponent, FieldController, FieldControllerConfig, FieldProps } from '@keystone-6/core/types'
import { PanelFact } from '../panel/panel-fact.tsx'
import { wordsOf } from '../words/words-of.ts'

type Subject = { kind: string; id: string; label: string | null }
type Controller = FieldController<Subject | null>

/** What an entry is about, by its name of today and with the way to it. */
export function Field({ field, value }: FieldProps<() => Controller>) {
  return value ? (
    <PanelFact label={field.label}>
      <SubjectLink subject={value} />
    </PanelFact>
  ) : null
}

export const Cell: CellComponent = ({ value }) => (value ? <SubjectLink subject={value} size="small" /> : null)

function SubjectLink({ subject: { kind, id, label }, size }: { subject: Subject; size?: TextProps['size'] }) {
  const { gone, ...kinds } = useWords()
  const named = label?.trim() ? shortened(label) : undefined
  const path = paths[kind]
  return (
    <Text size={size}>
      {(kinds as Record<string, string>)[kind] ?? kind}{' '}
      {named && path ? <TextLink href={`/${path}/${id}`}>{named}</TextLink> : (named ?? gone(id))}
    </Text>
  )
}

const paths: Record<string, string> = {
  ...{ article: 'articles', image: 'pictures', tag: 'tags', user: 'users' },
  ...{ release: 'releases', note: 'editorial-notes' },
}

const shortened = (label: string) => (label.length > 70 ? `${label.slice(0, 69).trimEnd()}…` : label)

const useWords = wordsOf({
  en: {
    article: 'Story',
    image: 'Picture',
    tag: 'Tag',
    user: 'Person',
    release: 'Release',
    note: 'Note',
    apiToken: 'API token',
    content: 'Everything',
    gone: (id: string) => (id ? `(${id})` : ''),
  },
  fr: {
    article: 'Article',
    image: 'Photo',
    tag: 'Mot-clé',
    user: 'Personne',
    release: 'Parution groupée',
    note: 'Note',
    apiToken: 'Jeton d’API',
    content: 'Tout',
    gone: id => (id ? `(${id})` : ''),
  },
})

export function controller({ fieldKey, label, description }: FieldControllerConfig): Controller {
  return {
    fieldKey,
    label,
    description,
    graphqlSelection: `${fieldKey} { kind id label }`,
    defaultValue: null,
    deserialize: item => item[fieldKey],
    serialize: () => ({}),
  }
}
