import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet from 'helmet'

export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

/**
 * What the admin UI's pages may load and who may show them: themselves and nobody. Scripts from our own files only,
 * none inline. Styles may be inline: @keystar/ui makes them in the browser. For Keystone's `extendExpressApp`.
 */
export function securityHeaders({
  isSecure,
  isDevelopment,
}: {
  isSecure: boolean
  isDevelopment: boolean
}): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Next's development server evaluates its modules and speaks over a web socket.
        scriptSrc: isDevelopment ? ["'self'", "'unsafe-eval'", "'unsafe-inline'"] : ["'self'"],
        connectSrc: isDevelopment ? ["'self'", 'ws:'] : ["'self'"],
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
