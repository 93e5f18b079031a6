/** The door of the text document format: docs/contracts/text-document.md says what it promises. */
export { parseTextDocument } from './parse-text-document.ts'
export { printTextDocument } from './print-text-document.ts'
export { paragraphsToKeystoneDocument, keystoneDocumentToParagraphs } from './plain-paragraphs.ts'
export { linkRelatedHeadlines, readDocumentSource, type DocumentSource } from './document-source.ts'
export { documentLimits, type DocumentSection, type HeadingDecisions, type ParsedDocument } from './document-format.ts'
export type { PrintableArticle, PrintableSection } from './read-plain-content.ts'
