import { g } from '@keystone-6/core'
import type { BaseFields, BaseListTypeInfo } from '@keystone-6/core/types'
import { sayKept } from '../spoken.ts'

type Field<Info extends BaseListTypeInfo> = BaseFields<Info>[string]

/** A column of text that holds a sentence for whoever reads it: said in their language, see `keepSentence`. */
export const keptSentence =
  <Info extends BaseListTypeInfo>(field: Field<Info>): Field<Info> =>
  meta => {
    const column = field(meta)
    const resolve = ({ value }: { value: unknown }) => (typeof value === 'string' ? sayKept(value) : null)
    // The types of a field are general over every database column; this one gives a text, or none.
    return { ...column, output: g.field({ type: column.output.type, resolve }) } as unknown as ReturnType<Field<Info>>
  }
