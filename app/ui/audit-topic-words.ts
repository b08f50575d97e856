/** What the events of the audit are about, as one filters by it. */
import type { AuditTopic } from '~/domain/audit-topics'

export const topicWords: Record<AuditTopic, string> = {
  decisions: 'Decisions',
  programs: 'Programs and versions',
  screenings: 'Screenings and LOP',
  sessions: 'Sessions and measurements',
  'red-flags-and-holds': 'Red flags, holds and flags',
  clients: 'Clients and care teams',
  'access-and-logins': 'Access and logins',
  exports: 'Exports',
  'settings-and-members': 'Settings and members',
}
