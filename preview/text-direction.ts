const scriptsFromTheRight = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'])

/** Which way a language is written, for `dir`. The script decides: `az-Arab` runs from the right, `az` does not. */
export function textDirection(language: string): 'ltr' | 'rtl' {
  try {
    return scriptsFromTheRight.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    // Not a language tag at all: a working copy may hold one for a moment.
    return 'ltr'
  }
}
