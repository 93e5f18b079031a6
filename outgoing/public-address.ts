import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Whether an address belongs to the open internet: not to this machine, its network, its provider's metadata service, or
 * any other special use. Addresses that carry an IPv4 one inside are judged by that.
 */
export function isPublicAddress(address: string): boolean {
  if (!isIP(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || isGlobalUnicast(parsed.toNormalizedString())
}

/** All public IPv6 addresses given out so far begin with these three bits; new special uses lie outside. */
const isGlobalUnicast = (address: string) => /^[23][0-9a-f]{3}:/.test(address)

/** A host that the operator lets calls go to, whatever its address: by name or address, exactly. */
export const isAllowed = (host: string, allowed: readonly string[]) => allowed.includes(unbracketed(host))

export const unbracketed = (host: string) => host.toLowerCase().replace(/^\[|\]$/g, '')
