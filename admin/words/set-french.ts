/** French as a printer sets it: no line begins with a mark that belongs to the word before, or ends with a guillemet. */
export const setFrench = (text: string): string => text.replace(/ (?=[:;?!»])/g, '\u00a0').replace(/« /g, '«\u00a0')
