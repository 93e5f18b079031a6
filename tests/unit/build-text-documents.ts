import assert from 'node:assert/strict'
import { NewsroomError } from '../../errors.ts'
import { paragraphsToKeystoneDocument, type ParsedDocument, type PrintableArticle } from '../../seed/text-document.ts'

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The refusal that an act ends in; anything else it ends in is a failure. */
export function refusalOf(act: () => unknown): NewsroomError {
  try {
    act()
  } catch (error) {
    assert.ok(error instanceof NewsroomError, `not a refusal, but ${String(error)}`)
    return error
  }
  return assert.fail('nothing was refused')
}

/** The story that an import makes of a document, with its bodies as Keystone stores them. */
export function storyOf({ headline, caption, sections }: ParsedDocument): PrintableArticle {
  return {
    headline,
    imageCaption: caption,
    pictureCaption: null,
    relatedArticles: [],
    sections: sections.map(({ heading, paragraphs }) => ({
      heading,
      document: paragraphsToKeystoneDocument(paragraphs),
    })),
  }
}
