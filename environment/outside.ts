import { readOneOf, refuse, valueOf, type Variables } from './variables.ts'

const purgeStyles = ['json', 'surrogate-key'] as const

/** Calls that Bouclage itself makes: to webhooks, and to a CDN. */
export type Outside = Readonly<{
  /** Hosts that may be called though they are not on the open internet. */
  allowed: readonly string[]
  /** How the CDN is told what to drop; its token is a secret. */
  purge: Readonly<{ url: string; token: string | undefined; style: (typeof purgeStyles)[number] }> | undefined
}>

export function readOutside(variables: Variables): Outside {
  const hosts = (valueOf(variables, 'OUTGOING_ALLOW') ?? '').split(',').map(host => host.trim().toLowerCase())
  const wrong = hosts.find(host => host !== '' && !/^[a-z0-9.-]+$|^[0-9a-f:.]*:[0-9a-f:.]*$/.test(host))
  if (wrong) {
    refuse(
      `OUTGOING_ALLOW names “${wrong}”, which is not a host name or an address. Give names alone, with commas between, ` +
        'for example OUTGOING_ALLOW=hooks.internal,10.0.0.5.',
    )
  }
  const url = readPurgeUrl(variables)
  const token = valueOf(variables, 'CDN_PURGE_TOKEN')
  const style = readOneOf(variables, 'CDN_PURGE_STYLE', purgeStyles, 'json')
  return Object.freeze({
    allowed: hosts.filter(Boolean),
    purge: url ? Object.freeze({ url, token, style }) : undefined,
  })
}

function readPurgeUrl(variables: Variables): string | undefined {
  const text = valueOf(variables, 'CDN_PURGE_URL')
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  // It may hold a secret: no sentence repeats it.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username) {
    refuse('CDN_PURGE_URL is not a web address. Give the one that your CDN names for purging by tag, with https.')
  }
  return text
}
