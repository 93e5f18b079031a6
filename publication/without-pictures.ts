import type { Snapshot, SnapshotImage } from './snapshot.ts'

/** The same content without these pictures; what they illustrate stays. */
export function withoutPictures(snapshot: Snapshot, ids: ReadonlySet<string>): Snapshot {
  const kept = (image: SnapshotImage | null) => (image && ids.has(image.id) ? null : image)
  return {
    ...snapshot,
    image: kept(snapshot.image),
    sections: snapshot.sections.map(section => ({ ...section, image: kept(section.image) })),
  }
}
