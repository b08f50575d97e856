/** One sample of clearances that the admin drew, and what they have found so far. */
import { randomUUID } from 'node:crypto'
import { drawAudit, findAudit, recordAuditFinding } from '~/data/clearance-audits.server'
import { readClinic } from '~/database/door.server'
import type { AuditFinding } from '~/domain/clearance-audit'
import type { Scene } from './client-story'
import type { riversidePeople } from './people'
import { done } from './timeline'

const found: { finding: AuditFinding; note: string }[] = [
  { finding: 'in-order', note: '' },
  { finding: 'question', note: 'The justification names a benefit. Which test result does it rest on?' },
]

export function tellAudited({ calendar, timeline, staff }: Scene<keyof typeof riversidePeople>): void {
  const { acting } = staff.admin
  timeline.add(calendar.at(-1, '16:00'), 'a sample drawn and two of it looked at', async (at) => {
    const period = { from: calendar.day(-60), until: calendar.day(-1), sampleSize: 5 }
    const { auditId } = await done(drawAudit(acting, { key: randomUUID(), at, ...period }))
    const audit = await readClinic(acting, (query) => findAudit(query, auditId))
    for (const [index, { finding, note }] of found.entries()) {
      const decisionId = audit?.items[index]?.decisionId ?? ''
      await done(recordAuditFinding(acting, { key: randomUUID(), at, auditId, decisionId, finding, note }))
    }
  })
}
