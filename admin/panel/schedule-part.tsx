import { useState } from 'react'
import { Badge, type BadgeProps } from '@keystar/ui/badge'
import { ActionButton, Button } from '@keystar/ui/button'
import { DialogContainer } from '@keystar/ui/dialog'
import { HStack } from '@keystar/ui/layout'
import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { Text } from '@keystar/ui/typography'
import { useList } from '@keystone-6/core/admin-ui/context'
import { focusField } from '../story/focus-field.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { sayTimesIn } from '../words/say-times-in.ts'
import { wordsOf } from '../words/words-of.ts'
import { MoveDialog } from './move-dialog.tsx'
import { PanelFact } from './panel-fact.tsx'
import type { PanelStory } from './panel-story.ts'
import { Part } from './part.tsx'
import { sayZone } from './say-zone.ts'

type Props = { story: PanelStory; blocked: string | null; onMoved: () => Promise<unknown> }

/** When the story comes to its readers and leaves them, and what stands in the way. */
export function SchedulePart({ story, blocked, onMoved }: Props) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const { scheduleState, publishAt, scheduledBy, embargoedUntil, unpublishAt } = story
  const tone = tones[scheduleState]
  const badge = tone && <Badge tone={tone}>{words[scheduleState]}</Badge>
  const times = [publishAt, embargoedUntil, unpublishAt].some(Boolean)
  return (
    <Part name="schedule" title={words.title} begins={times} summary={badge ?? (times ? null : words.none)}>
      {publishAt && (
        <PanelFact label={words.comes}>
          {sayTime(publishAt, language)}
          {scheduledBy && ` (${scheduledBy.name})`}
        </PanelFact>
      )}
      <Trouble story={story} blocked={blocked} onMoved={onMoved} />
      <OwnField field="embargoedUntil" label={words.embargo} at={embargoedUntil} />
      <OwnField field="unpublishAt" label={words.leaves} at={unpublishAt} />
      <Text size="small" color="neutralSecondary">
        {words.zone(sayZone(language))}
      </Text>
    </Part>
  )
}

/** A time that is a field of the form: it is changed there, and saved with the story. */
function OwnField({ field, label, at }: { field: string; label: string; at: string | null }) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const { fields } = useList('Article')
  return (
    <HStack gap="regular" justifyContent="space-between" alignItems="center">
      <PanelFact label={label}>{at ? sayTime(at, language) : words.none}</PanelFact>
      <ActionButton
        prominence="low"
        aria-label={`${words.change} ${label}`}
        onPress={() => focusField(field, fields[field]?.label ?? field)}
      >
        {words.change}
      </ActionButton>
    </HStack>
  )
}

function Trouble({ story, blocked, onMoved }: Props) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const [asked, setAsked] = useState(false)
  const { scheduleState, scheduleError, scheduleAttempts, scheduleRetryAt, publishAt, moves } = story
  if (scheduleState !== 'late' && scheduleState !== 'failed') return null
  // What the sweep tries is what this button does: a story leaves its readers only after it has come to them.
  const due = publishAt ? 'publish' : 'unpublish'
  const move = moves.find(({ name, allowed }) => name === due && allowed)
  return (
    <Notice tone="critical">
      <Content>
        <Text>{scheduleError ? sayTimesIn(scheduleError, language) : words.isLate}</Text>
        {scheduleRetryAt && scheduleAttempts > 0 && (
          <Text>{words.tried(scheduleAttempts, sayTime(scheduleRetryAt, language))}</Text>
        )}
        {move && (
          <Button isDisabled={blocked !== null} onPress={() => setAsked(true)}>
            {words.tryAgain}
          </Button>
        )}
        <DialogContainer onDismiss={() => setAsked(false)}>
          {asked && move && <MoveDialog story={story} move={move} onMoved={onMoved} />}
        </DialogContainer>
      </Content>
    </Notice>
  )
}

const tones: Partial<Record<PanelStory['scheduleState'], BadgeProps['tone']>> = {
  scheduled: 'accent',
  late: 'critical',
  failed: 'critical',
}

const useWords = wordsOf({
  en: {
    title: 'Schedule',
    none: 'None',
    scheduled: 'Scheduled',
    late: 'Late',
    failed: 'Failed',
    comes: 'Goes live',
    embargo: 'Embargo until',
    leaves: 'Leaves readers',
    change: 'Change',
    zone: (zone: string) => `Times are those of this computer: ${zone}.`,
    isLate: 'Its time has come, and it was not done yet. It is tried every few seconds.',
    tried: (times: number, next: string) => `Tried ${times === 1 ? 'once' : `${times} times`}; again on ${next}.`,
    tryAgain: 'Try again now',
  },
  fr: {
    title: 'Programmation',
    none: 'Aucune',
    scheduled: 'Programmé',
    late: 'En retard',
    failed: 'Échec',
    comes: 'Mise en ligne',
    embargo: 'Embargo jusqu’au',
    leaves: 'Fin de publication',
    change: 'Modifier',
    zone: zone => `Heures de cet ordinateur : ${zone}.`,
    isLate: 'L’heure est passée et ce n’est pas encore fait. Un nouvel essai a lieu toutes les quelques secondes.',
    tried: (times, next) => `${times} essai${times > 1 ? 's' : ''} ; prochain le ${next}.`,
    tryAgain: 'Réessayer maintenant',
  },
})
