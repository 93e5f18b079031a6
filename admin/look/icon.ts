import { ink, signal } from './colours.ts'

/** A closed loop with the dot of a full stop: what is closed is final. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${ink}"/><path d="M10 7v18M10 16.5a6 6 0 1 1 0 3.5" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/><circle cx="25.5" cy="24.5" r="2.6" fill="${signal}"/></svg>`

export const icon = `data:image/svg+xml,${encodeURIComponent(drawing)}`
