import { ApolloLink, Observable, ServerError } from '@keystone-6/core/admin-ui/apollo'
import { languageNow } from '../words/interface-language.ts'
import { sayTimesIn } from '../words/say-times-in.ts'
import { sayServerIsAway } from './words.ts'
import { untilSignedInAgain, watchNow } from './who-is-here.ts'

type Request = ApolloLink.RequestHandler
type Result = ApolloLink.Result

/**
 * The way of every request of the desk to the authoring API (see build/adapt-keystone.cjs). One that is refused because
 * the session has ended waits until the same person has signed in again, in place, and is then sent once more: such a
 * refusal is given before anything was done. What the network or a broken server says is put into words.
 */
export function deskLink<Options>(Inner: new (options: Options) => ApolloLink, options: Options): ApolloLink {
  const links = [signInAgain, inWords, inOurLanguage].map(handle => new ApolloLink(handle))
  return ApolloLink.from([...links, new Inner(options)])
}

const signInAgain: Request = (operation, forward) =>
  new Observable<Result>(observer => {
    let held = false
    let isWanted = true
    const send = () => {
      held = false
      return forward(operation).subscribe({
        next(result) {
          if (!isSignedOut(result) || watchNow().person === null) return observer.next(result)
          held = true
          void sendAgain()
        },
        error: error => observer.error(error),
        complete: () => held || observer.complete(),
      })
    }
    const sendAgain = async () => {
      await untilSignedInAgain()
      if (isWanted) subscription = send()
    }
    let subscription = send()
    return () => {
      isWanted = false
      subscription.unsubscribe()
    }
  })

/** Sentences come in the language of the interface, which may be another than the browser's. */
const inOurLanguage: Request = (operation, forward) => {
  operation.setContext(({ headers }) => ({ headers: { ...headers, 'accept-language': languageNow() } }))
  return forward(operation)
}

/** A refusal may come with a status of its own; whatever else is no answer of ours. */
const inWords: Request = (operation, forward) =>
  new Observable<Result>(observer => {
    const subscription = forward(operation).subscribe({
      next: result => observer.next(withOwnTimes(result)),
      error(error: unknown) {
        const refusal = refusalIn(error)
        if (!refusal) return observer.error(new Error(sayServerIsAway(), { cause: error }))
        observer.next(withOwnTimes(refusal))
        observer.complete()
      },
      complete: () => observer.complete(),
    })
    return () => subscription.unsubscribe()
  })

const isSignedOut = ({ errors }: Result) => errors?.some(({ extensions }) => extensions?.['code'] === 'NOT_SIGNED_IN')

function withOwnTimes(result: Result): Result {
  if (!result.errors) return result
  const errors = result.errors.map(error => ({ ...error, message: sayTimesIn(error.message, languageNow()) }))
  return { ...result, errors }
}

function refusalIn(error: unknown): Result | null {
  if (!ServerError.is(error)) return null
  try {
    const body = JSON.parse(error.bodyText) as Result // errors of GraphQL, if this has any
    return Array.isArray(body.errors) ? body : null
  } catch {
    return null
  }
}
