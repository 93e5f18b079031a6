import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet from 'helmet'

export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

export type PageSecurity = {
  /** PUBLIC_URL begins with https. */
  isSecure: boolean
  isDevelopment: boolean
  /** From hashInlineScripts: what the built pages carry inside. */
  inlineScripts: readonly string[]
}

/**
 * What the admin UI's pages may load and who may show them: themselves and nobody. Scripts from our own files, and the
 * ones inside the pages that the build wrote. For Keystone's `extendExpressApp`.
 */
export function securityHeaders(security: PageSecurity): Middleware {
  const forPages = headersWith(security, security.inlineScripts)
  const forTheRest = headersWith(security, [])
  // The hashes are a few kilobytes: only a page has a use for them.
  return (request, response, next) =>
    (request.headers.accept?.includes('text/html') ? forPages : forTheRest)(request, response, next)
}

function headersWith({ isSecure, isDevelopment }: PageSecurity, inlineScripts: readonly string[]): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Next's development server evaluates its modules and speaks over a web socket.
        scriptSrc: ["'self'", ...(isDevelopment ? ["'unsafe-eval'", "'unsafe-inline'"] : inlineScripts)],
        connectSrc: isDevelopment ? ["'self'", 'ws:'] : ["'self'"],
        // @keystar/ui makes its styles in the browser.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    // A browser that once saw it refuses http for this host: only where https is what people use.
    strictTransportSecurity: isSecure ? { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false } : false,
  })
}
