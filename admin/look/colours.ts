/** The two colours that are ours; all others come from @keystar/ui, which knows light and dark. */
export const ink = '#16181d'
export const signal = '#e0572f'
