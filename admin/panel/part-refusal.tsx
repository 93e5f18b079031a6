import { Text } from '@keystar/ui/typography'

/** Why a part cannot be shown, in its place. */
export function PartRefusal({ error }: { error: { message: string } }) {
  return (
    <Text size="small" color="critical">
      {error.message}
    </Text>
  )
}
