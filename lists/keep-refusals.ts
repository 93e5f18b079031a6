import type { BaseListTypeInfo, ListHooks } from '@keystone-6/core/types'
import { rememberRefusal } from '../refusals.ts'

type Hook = (...args: never[]) => unknown
type HookTree = { [name: string]: Hook | HookTree | undefined }

/** The same hooks, whose refusals reach the caller with code and sentence (see `refusals.ts`). */
export function keepRefusals<Info extends BaseListTypeInfo>(hooks: ListHooks<Info>): ListHooks<Info> {
  // The shape stays that of `hooks`: every function is replaced by one with the same parameters and result.
  return keepTree(hooks as HookTree) as ListHooks<Info>
}

function keepTree(tree: HookTree): HookTree {
  const kept = Object.entries(tree).map(([name, hook]) => [
    name,
    typeof hook === 'function' ? keepRefusal(hook) : hook && keepTree(hook),
  ])
  return Object.fromEntries(kept)
}

/** The same function, whose refusal reaches the caller with code and sentence. */
export function keepRefusal<Args extends unknown[], Result>(
  run: (...args: Args) => Result | Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await run(...args)
    } catch (error) {
      rememberRefusal(error)
      throw error
    }
  }
}
