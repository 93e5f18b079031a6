import path from 'node:path'
import ts from 'typescript'

const project = path.resolve(import.meta.dirname, '..')
const file = path.join(project, 'tests/an-answer.ts')

/**
 * What TypeScript says against this value as the schema.org type of that name: `schema-dts` is generated from the
 * vocabulary, and a value written out in full is also refused for a property that its type does not have.
 */
export function complaintsOfVocabulary(type: string, value: unknown): string[] {
  const source = `import type { ${type}, WithContext } from 'schema-dts'\nexport const value: WithContext<${type}> = ${JSON.stringify(value)}\n`
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = name => name === file || fileExists(name)
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.Latest) : getSourceFile(name, ...rest)
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
