/** What the events of the audit are about, in a few words one filters by: each noun of a kind stands under one topic. */

/** The noun is what stands before the dot of an event's kind: the table, or a word of its own. */
const nouns = {
  decisions: [
    'decision',
    'finding_answers',
    'line_comments',
    'clearance_audits',
    'clearance_audit_items',
    'clearance-audit',
  ],
  programs: ['programs', 'versions', 'prescriptions', 'findings', 'consents', 'templates'],
  screenings: ['screenings', 'screening_outcomes', 'client_events', 'lop_measurements'],
  sessions: [
    'training_sessions',
    'sets',
    'inflations',
    'deviations',
    'measurements',
    'goals',
    'strikes',
    'session_checks',
    'pressure_readings',
    'check_ins',
    'check_in_misses',
    'adverse_events',
    'deviation_reviews',
  ],
  'red-flags-and-holds': [
    'red_flags',
    'red_flag_acknowledgements',
    'red_flag_escalations',
    'red_flag_details',
    'holds',
    'hold_lifts',
    'window_flags',
    'flag_acknowledgements',
    'window_reviews',
    'window_notices',
  ],
  clients: [
    'clients',
    'care_team',
    'hand_overs',
    'imports',
    'record_entries',
    'erasures',
    'client_archives',
    'roster_mappings',
    'exercise_names',
  ],
  'access-and-logins': [
    'login',
    'access',
    'password',
    'emergency_accesses',
    'emergency_access_ends',
    'emergency_access_reviews',
  ],
  exports: ['export', 'register_exports', 'record_exports', 'progress_reports'],
  'settings-and-members': [
    'clinics',
    'sign_in_changes',
    'members',
    'member_roles',
    'member_changes',
    'invitations',
    'lapse_notices',
    'accounts',
    'second_factors',
    'second_factor_resets',
    'absences',
    'absence_ends',
    'installation',
    'retentions',
    'audit_verifications',
  ],
} as const satisfies Record<string, readonly string[]>

export type AuditTopic = keyof typeof nouns
export const auditTopics = Object.keys(nouns) as AuditTopic[]

export function nounsOf(topic: AuditTopic): readonly string[] {
  return nouns[topic]
}

/** The topic of an event's kind, such as `training_sessions.insert`; null for a noun on no list. */
export function topicOf(kind: string): AuditTopic | null {
  const [noun = ''] = kind.split('.')
  return auditTopics.find((topic) => nounsOf(topic).includes(noun)) ?? null
}
