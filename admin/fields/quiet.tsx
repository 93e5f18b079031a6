/**
 * For fields that the form must know and that another view tells in words: `version` goes out with every save and move,
 * revisions and times stand in the panel “For readers”.
 */
export const Field = () => null
