import type { BaseListTypeInfo } from '@keystone-6/core/types'
import { document } from '@keystone-6/fields-document'

/** What a reporter may format: paragraphs, emphasis, links, lists and quotes. */
export const sectionBody = <Info extends BaseListTypeInfo>() =>
  document<Info>({
    formatting: {
      inlineMarks: { bold: true, italic: true },
      listTypes: { ordered: true, unordered: true },
      blockTypes: { blockquote: true },
      softBreaks: true,
    },
    links: true,
  })
