import type { DocumentNode, SectionDraft, SectionDrafts } from './section-draft.ts'

// Said again from lists/ordered-sections-field.ts, which decides.
export const sectionLimits = { sections: 200, heading: 300, imageText: 1000, bodyBytes: 200_000 } as const

export type SectionProblems = Partial<Record<'heading' | 'body' | 'imageAltText' | 'imageCaption', string>>

/** What the authoring API would refuse in this section, by field, in words. */
export function problemsOf({ heading, body, imageAltText, imageCaption }: SectionDraft): SectionProblems {
  return {
    ...tooLong('heading', heading, sectionLimits.heading),
    ...tooLong('imageAltText', imageAltText, sectionLimits.imageText),
    ...tooLong('imageCaption', imageCaption, sectionLimits.imageText),
    ...(JSON.stringify(body).length > sectionLimits.bodyBytes && {
      body: 'This text is too long for one section. Move a part of it into another.',
    }),
    ...(hasEmptyLink(body) && { body: 'A link has no address yet. Give it one, or unlink it.' }),
  }
}

export function areValid(sections: SectionDrafts): boolean {
  return (
    sections.length <= sectionLimits.sections &&
    sections.every(section => Object.keys(problemsOf(section)).length === 0)
  )
}

function tooLong(field: keyof SectionProblems, text: string, most: number): SectionProblems {
  if (text.length <= most) return {}
  return { [field]: `At most ${most} characters; this has ${text.length}.` }
}

const hasEmptyLink = (nodes: DocumentNode[]): boolean =>
  nodes.some(({ type, href, children = [] }) => (type === 'link' && !href) || hasEmptyLink(children))
