import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { arrowDownIcon } from '@keystar/ui/icon/icons/arrowDownIcon'
import { arrowUpIcon } from '@keystar/ui/icon/icons/arrowUpIcon'
import { chevronDownIcon } from '@keystar/ui/icon/icons/chevronDownIcon'
import { chevronRightIcon } from '@keystar/ui/icon/icons/chevronRightIcon'
import { copyIcon } from '@keystar/ui/icon/icons/copyIcon'
import { trash2Icon } from '@keystar/ui/icon/icons/trash2Icon'
import { HStack } from '@keystar/ui/layout'
import { Tooltip, TooltipTrigger } from '@keystar/ui/tooltip'
import type { SectionActions } from './section-actions.ts'
import type { SectionDraft } from './section-draft.ts'
import { sayName, useSectionWords } from './section-words.ts'

type Props = { section: SectionDraft; index: number; count: number; isCollapsed: boolean; actions: SectionActions }

/** A section's buttons, each with its name for this section. */
export function SectionTools({ section, index, count, isCollapsed, actions }: Props) {
  const words = useSectionWords()
  const name = sayName(words, section, index)
  return (
    <HStack gap="xsmall" flexShrink={0}>
      <Tool
        name={words.moveUp(name)}
        tip={words.up}
        icon={arrowUpIcon}
        isDisabled={index === 0}
        onPress={() => actions.move(section, -1)}
      />
      <Tool
        name={words.moveDown(name)}
        tip={words.down}
        icon={arrowDownIcon}
        isDisabled={index === count - 1}
        onPress={() => actions.move(section, 1)}
      />
      <Tool
        name={words.duplicateIt(name)}
        tip={words.duplicate}
        icon={copyIcon}
        onPress={() => actions.duplicate(section)}
      />
      <Tool name={words.deleteIt(name)} tip={words.delete} icon={trash2Icon} onPress={() => actions.remove(section)} />
      <Tool
        name={isCollapsed ? words.unfold(name) : words.fold(name)}
        tip={isCollapsed ? words.unfoldTip : words.foldTip}
        icon={isCollapsed ? chevronRightIcon : chevronDownIcon}
        isExpanded={!isCollapsed}
        onPress={() => actions.toggle(section)}
      />
    </HStack>
  )
}

type ToolProps = {
  name: string
  tip: string
  icon: typeof arrowUpIcon
  isDisabled?: boolean
  isExpanded?: boolean
  onPress: () => void
}

function Tool({ name, tip, icon, isDisabled, isExpanded, onPress }: ToolProps) {
  return (
    <TooltipTrigger>
      <ActionButton
        aria-label={name}
        aria-expanded={isExpanded}
        prominence="low"
        isDisabled={isDisabled}
        onPress={onPress}
      >
        <Icon src={icon} />
      </ActionButton>
      <Tooltip>{tip}</Tooltip>
    </TooltipTrigger>
  )
}
