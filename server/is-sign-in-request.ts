import { Kind, parse, type DefinitionNode, type SelectionNode } from 'graphql'
import { signInMutation } from '../sign-in/limit-sign-in.ts'
import { passwordLinkMutation } from '../sign-in/password-link.ts'

const doors = new Set([signInMutation, 'endSession', passwordLinkMutation])
const fields = new Set(['__typename', 'sessionToken', 'item', 'id', 'name', 'email', 'role', 'message'])
const types = new Set(['UserAuthenticationWithPasswordSuccess', 'UserAuthenticationWithPasswordFailure'])

/**
 * Whether a body asks for one sign-in, sign-out or new password by a link, and nothing else. Names are compared with a list, not with the schema,
 * whose complaints ("did you mean …") would teach a stranger what it holds.
 */
export function isSignInRequest(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return false
  try {
    const { definitions } = parse(body.query, { maxTokens: 200, noLocation: true })
    return definitions.length === 1 && definitions.every(isDoor)
  } catch {
    return false
  }
}

function isDoor(definition: DefinitionNode): boolean {
  if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== 'mutation') return false
  const [door, ...others] = definition.selectionSet.selections
  if (door?.kind !== Kind.FIELD || others.length > 0 || !doors.has(door.name.value)) return false
  return (door.selectionSet?.selections ?? []).every(isHarmless)
}

function isHarmless(selection: SelectionNode): boolean {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return false
  if (selection.kind === Kind.FIELD && !fields.has(selection.name.value)) return false
  if (selection.kind === Kind.INLINE_FRAGMENT && !types.has(selection.typeCondition?.name.value ?? '')) return false
  return (selection.selectionSet?.selections ?? []).every(isHarmless)
}
