import type { DocumentNode, SectionDraft, SectionDrafts } from './section-draft.ts'
import type { SectionWords } from './section-words.ts'

// Said again from lists/ordered-sections-field.ts, which decides.
export const sectionLimits = { sections: 200, heading: 300, imageText: 1000, bodyBytes: 200_000 } as const

type Problem = { kind: 'tooLong'; most: number; now: number } | { kind: 'bodyTooLong' } | { kind: 'emptyLink' }
export type SectionProblems = Partial<Record<'heading' | 'body' | 'imageAltText' | 'imageCaption', Problem>>

/** What the authoring API would refuse in this section, by field. */
export function problemsOf({ heading, body, imageAltText, imageCaption }: SectionDraft): SectionProblems {
  return {
    ...tooLong('heading', heading, sectionLimits.heading),
    ...tooLong('imageAltText', imageAltText, sectionLimits.imageText),
    ...tooLong('imageCaption', imageCaption, sectionLimits.imageText),
    ...problemOfBody(body),
  }
}

export function sayProblem(words: SectionWords, problem: Problem | undefined): string | undefined {
  if (!problem) return undefined
  return problem.kind === 'tooLong' ? words.tooLong(problem.most, problem.now) : words[problem.kind]
}

export function areValid(sections: SectionDrafts): boolean {
  return (
    sections.length <= sectionLimits.sections &&
    sections.every(section => Object.keys(problemsOf(section)).length === 0)
  )
}

function tooLong(field: keyof SectionProblems, text: string, most: number): SectionProblems {
  return text.length <= most ? {} : { [field]: { kind: 'tooLong', most, now: text.length } }
}

type Body = SectionDraft['body']

// A body is never changed in place: at each keystroke, of sixty only one is looked at.
const known = new WeakMap<Body, SectionProblems>()

function problemOfBody(body: Body): SectionProblems {
  const problem = known.get(body) ?? lookForProblem(body)
  known.set(body, problem)
  return problem
}

function lookForProblem(body: Body): SectionProblems {
  if (hasEmptyLink(body)) return { body: { kind: 'emptyLink' } }
  return JSON.stringify(body).length > sectionLimits.bodyBytes ? { body: { kind: 'bodyTooLong' } } : {}
}

const hasEmptyLink = (nodes: DocumentNode[]): boolean =>
  nodes.some(({ type, href, children = [] }) => (type === 'link' && !href) || hasEmptyLink(children))
