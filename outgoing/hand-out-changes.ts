import type { Sql } from '../database/sql.ts'
import { eventNames } from '../delivery/events/public-event.ts'

/** What a webhook may hear of. */
export const eventsOfWebhooks = [...new Set(Object.values(eventNames))]

/** How many changes a webhook is handed at once. */
const most = 1_000

/**
 * Makes a call of every change that a webhook has not been handed yet, and of which it wants to hear. In one statement:
 * a call exists when, and only if, its webhook has been moved past the change. A webhook that is switched off is moved
 * past everything. Several processes may do it at once. Gives how many webhooks were moved.
 */
export async function handOutChanges(sql: Sql): Promise<number> {
  const moved = await sql(statement, [JSON.stringify(eventNames)])
  return moved.length
}

const statement = `
  with newest as (select coalesce(max(position), 0) as position from delivery.change),
  behind as (
    select r.webhook, r.position as after, w.active, w.events,
           case when w.active then least(newest.position, r.position + ${most}) else newest.position end as upto
      from outgoing.reader r join "Webhook" w on w.id = r.webhook, newest
     where r.position < newest.position
       for update of r skip locked
  ),
  handed as (
    insert into outgoing.call (webhook, position, article)
    select b.webhook, c.position, coalesce(c.article, '')
      from behind b join delivery.change c on c.position > b.after and c.position <= b.upto
     where b.active and b.events ? ($1::jsonb ->> c.kind)
     order by c.position
        on conflict do nothing
  )
  update outgoing.reader r set position = b.upto from behind b where r.webhook = b.webhook
  returning r.webhook`
