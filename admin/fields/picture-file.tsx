import { css, tokenSchema } from '@keystar/ui/style'
import { controller as image } from '@keystone-6/core/fields/types/image/views'
import type { CellComponent } from '@keystone-6/core/types'
import { renditionOf } from '../pictures/picture.ts'

export { Field } from '@keystone-6/core/fields/types/image/views'

/** A thumbnail; the column beside it says what it is. */
export const Cell: CellComponent = ({ value }) =>
  value ? <img className={styles} src={renditionOf(value, 320)} alt="" loading="lazy" /> : null

/** Keystone's, which does not know AVIF. */
export function controller(config: Parameters<typeof image>[0]): ReturnType<typeof image> {
  const accepted: readonly string[] = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'gif']
  type Controller = ReturnType<typeof image>
  return { ...image(config), extensions: accepted as Controller['extensions'] } // the type names its own four alone
}

const styles = css({
  display: 'block',
  width: 48,
  height: 32,
  objectFit: 'cover',
  borderRadius: tokenSchema.size.radius.xsmall,
})
