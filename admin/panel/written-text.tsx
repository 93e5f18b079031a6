import { css, tokenSchema } from '@keystar/ui/style'

/** What a person wrote, with its line breaks, however long its words. */
export const WrittenText = ({ children }: { children: string }) => <p className={styles}>{children}</p>

const styles = css({
  margin: 0,
  color: tokenSchema.color.foreground.neutral,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  lineHeight: 1.4,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
})
