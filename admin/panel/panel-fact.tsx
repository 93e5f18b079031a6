import { Text } from '@keystar/ui/typography'
import { VStack } from '@keystar/ui/layout'
import type { ReactNode } from 'react'

/** A name and what stands for it, to be read and not changed. */
export function PanelFact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <VStack gap="regular">
      <Text size="small" weight="semibold" color="neutralSecondary">
        {label}
      </Text>
      <Text>{children}</Text>
    </VStack>
  )
}
