import type { InterfaceLanguage } from './interface-language.ts'
import { frenchLists, type ListWords } from './french-lists.ts'

type Labelled = { label: string; description?: string | null }
type ActionMeta = { key: string; label: string; messages: Record<string, string> }
type ListMeta = {
  key: string
  label: string
  singular: string
  plural: string
  fields: (Labelled & { key: string })[]
  groups: Labelled[]
  actions: ActionMeta[]
}
/** What Keystone's admin asks the server about itself. */
export type AdminMeta = { keystone: { adminMeta: { lists: ListMeta[] } } }

/** The same admin with its lists, fields and actions in another language. Pure. */
export function translateMeta<Meta extends AdminMeta>(meta: Meta, language: InterfaceLanguage): Meta {
  if (language === 'en') return meta
  const { adminMeta } = meta.keystone
  const lists = adminMeta.lists.map(list => translateList(list, frenchLists[list.key] ?? {}))
  return { ...meta, keystone: { ...meta.keystone, adminMeta: { ...adminMeta, lists } } }
}

function translateList(list: ListMeta, { fields, groups, actions, ...names }: ListWords): ListMeta {
  return {
    ...list,
    ...names,
    fields: list.fields.map(field => withWords(field, fields?.[field.key])),
    groups: list.groups.map(group => withWords(group, groups?.[group.label])),
    actions: list.actions.map(action => translateAction(action, actions?.[action.key])),
  }
}

function withWords<Part extends Labelled>(part: Part, words: readonly [string, string?] | undefined): Part {
  if (!words) return part
  const [label, description = part.description] = words
  return { ...part, label, description }
}

function translateAction(action: ActionMeta, words: NonNullable<ListWords['actions']>[string] | undefined): ActionMeta {
  if (!words) return action
  const { label, prompt, success } = words
  const titles = { promptTitle: `${label} : {itemLabel}`, prompt, promptConfirmLabel: label, success }
  return { ...action, label, messages: { ...action.messages, ...titles } }
}
