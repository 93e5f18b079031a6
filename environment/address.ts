import { refuse, valueOf, type Variables } from './variables.ts'

/** Where the server listens, and under which address it is known. */
export type AddressSettings = Readonly<{
  host: string
  port: number
  /** The address people and apps use, without a slash at the end. */
  publicUrl: string
  /** How many proxies stand in front, and so how many entries of X-Forwarded-For may be believed. */
  trustProxy: number
}>

export function readAddressSettings(variables: Variables): AddressSettings {
  const host = readHost(variables)
  const port = readPort(variables)
  return { host, port, publicUrl: readPublicUrl(variables, host, port), trustProxy: readTrustProxy(variables) }
}

/** The address people type to reach a host and port on this machine. */
export function addressOf(host: string, port: number): string {
  const reachable = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function readHost(variables: Variables): string {
  const host = valueOf(variables, 'HOST') ?? 'localhost'
  if (!/^[A-Za-z0-9.-]+$|^[0-9A-Fa-f:.]*::?[0-9A-Fa-f:.]*$/.test(host)) {
    refuse(`HOST is “${host}”, which is not a host name or an address. Give the name alone, for example HOST=0.0.0.0.`)
  }
  return host
}

function readPort(variables: Variables): number {
  const text = valueOf(variables, 'PORT') ?? '3000'
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65535) {
    refuse(`PORT is “${text}”. Give a whole number from 1 to 65535, for example PORT=3000.`)
  }
  return port
}

function readPublicUrl(variables: Variables, host: string, port: number): string {
  const text = valueOf(variables, 'PUBLIC_URL') ?? addressOf(host, port)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    refuse(
      `PUBLIC_URL is “${text}”. Give the address that people type, without a path: PUBLIC_URL=https://cms.example.org.`,
    )
  }
  return url.origin
}

function readTrustProxy(variables: Variables): number {
  const text = valueOf(variables, 'TRUST_PROXY') ?? '0'
  if (!/^\d{1,2}$/.test(text)) {
    refuse(
      `TRUST_PROXY is “${text}”. Give the number of proxies in front of Bouclage, for example TRUST_PROXY=1; ` +
        'without a proxy leave it out, or anybody could pretend to call from any address.',
    )
  }
  return Number(text)
}
