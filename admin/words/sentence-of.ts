import { CombinedGraphQLErrors } from '@keystone-6/core/admin-ui/apollo'

/** A refusal's own sentence; `noAnswer` where there is none. */
export function sentenceOf(error: unknown, noAnswer: string): string {
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(({ message }) => message).join(' ')
  return noAnswer
}
