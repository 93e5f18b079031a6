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
import { nameOfSection, type SectionDraft } from './section-draft.ts'

/** What can be done with a section; the same object as long as the page lives. */
export type SectionActions = {
  change: (section: SectionDraft) => void
  move: (section: SectionDraft, by: number, name: string) => void
  duplicate: (section: SectionDraft) => void
  remove: (section: SectionDraft, name: string) => void
  toggle: (section: SectionDraft) => void
}

type Props = { section: SectionDraft; index: number; count: number; isCollapsed: boolean; actions: SectionActions }

/** A section's buttons, each with its name for this section. */
export function SectionTools({ section, index, count, isCollapsed, actions }: Props) {
  const name = nameOfSection(section, index)
  const move = (by: number) => actions.move(section, by, name)
  return (
    <HStack gap="xsmall" flexShrink={0}>
      <Tool
        name={`Move ${name} up`}
        tip="Move up (Alt ↑)"
        icon={arrowUpIcon}
        isDisabled={index === 0}
        onPress={() => move(-1)}
      />
      <Tool
        name={`Move ${name} down`}
        tip="Move down (Alt ↓)"
        icon={arrowDownIcon}
        isDisabled={index === count - 1}
        onPress={() => move(1)}
      />
      <Tool name={`Duplicate ${name}`} tip="Duplicate" icon={copyIcon} onPress={() => actions.duplicate(section)} />
      <Tool name={`Delete ${name}`} tip="Delete" icon={trash2Icon} onPress={() => actions.remove(section, name)} />
      <Tool
        name={`${isCollapsed ? 'Unfold' : 'Fold'} ${name}`}
        tip={isCollapsed ? 'Unfold' : 'Fold'}
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
