/**
 * Who may move what, written out by hand from product.md ("Roles", "The life of a program", "Screening and rules"): the
 * cells that are allowed, and for every other cell the reason it is refused with. Nothing here asks the code it tests.
 */

export const whoEver = [
  'trainer',
  'physical therapist',
  'doctor',
  'trainer and physical therapist',
  'admin',
  'nobody of a role',
  'deactivated doctor',
  'doctor with a lapsed licence',
  'doctor without a licence',
  'system',
] as const
export type Who = (typeof whoEver)[number]

export const screenings = [
  'standard',
  'precaution',
  'elevated',
  'no-restriction',
  'no-exercise',
  'none',
  'stale',
  'outdated by an event',
] as const
export type Screening = (typeof screenings)[number]

export const holds = ['no hold', 'own', "another's", 'red flag', 'screening', 'event'] as const
export type Hold = (typeof holds)[number]

/** A cell of a table; `clearance` is whether the program has one in force. */
export type Cell = {
  move: string
  status: string
  who: Who
  program: 'own' | "other's"
  screening: Screening
  cuff: 'with' | 'without'
  hold: Hold
  clearance: 'in force' | 'none'
}

/** A row says which cells it is of: what it does not name may be anything. */
export type Row = { says: string; is: Partial<Record<keyof Cell, readonly string[]>> }

const shorthands: Record<string, readonly string[]> = {
  'everyone clinical': [
    'trainer',
    'physical therapist',
    'doctor',
    'trainer and physical therapist',
    'doctor with a lapsed licence',
    'doctor without a licence',
  ],
  therapists: ['physical therapist', 'trainer and physical therapist'],
  clinicians: ['physical therapist', 'doctor', 'trainer and physical therapist'],
  trainers: ['trainer', 'trainer and physical therapist'],
  'by hand': ['own', "another's"],
  'by itself': ['red flag', 'screening', 'event'],
  'a decision': ['request-changes', 'decline', 'clear', 'clear-with-limits'],
  'a clearance': ['clear', 'clear-with-limits'],
  running: ['not-started', 'active', 'on-hold'],
  over: ['completed', 'stopped'],
}

/** Reads a table: a head of columns, and rows in which `any` or nothing leaves a column open. */
function read(table: string): Row[] {
  const lines = table.trim().split('\n')
  const [head = [], ...rows] = lines.map((line) => line.split('|').map((cell) => cell.trim()))
  return rows.map((cells) => ({
    says: cells[head.indexOf('says')] ?? '',
    is: Object.fromEntries(
      head.flatMap((column, index) => {
        const cell = cells[index] ?? ''
        return column === 'says' || cell === '' || cell === 'any'
          ? []
          : [[column, cell.split(',').flatMap((word) => shorthands[word.trim()] ?? [word.trim()])]]
      }),
    ),
  }))
}

export function isOf({ is }: Row, cell: Cell): boolean {
  return Object.entries(is).every(([column, values]) => values.includes(cell[column as keyof Cell]))
}

export const allowed: { versions: Row[]; programs: Row[] } = {
  versions: read(`
    move            | status    | who                       | program | screening                                                    | cuff
    submit          | draft     | everyone clinical         | any     | standard, precaution, elevated                               | any
    submit          | draft     | everyone clinical         | any     | no-restriction                                               | without
    withdraw        | submitted | everyone clinical, system | any     | any                                                          | any
    request-changes | submitted | therapists                | other's | standard, precaution, no-restriction, no-exercise, none, stale, outdated by an event | any
    request-changes | submitted | doctor                    | other's | any                                                          | any
    decline         | submitted | therapists                | other's | standard, precaution, no-restriction, no-exercise, none, stale, outdated by an event | any
    decline         | submitted | doctor                    | other's | any                                                          | any
    a clearance     | submitted | therapists                | other's | standard, precaution                                         | any
    a clearance     | submitted | therapists                | other's | no-restriction                                               | without
    a clearance     | submitted | doctor                    | other's | standard, precaution, elevated                               | any
    a clearance     | submitted | doctor                    | other's | no-restriction                                               | without
    supersede       | cleared   | system                    | any     | any                                                          | any
    expire          | cleared   | system                    | any     | any                                                          | any
    revoke          | cleared   | clinicians                | any     | any                                                          | any
  `),
  programs: read(`
    move     | status          | who                       | program | hold      | clearance | screening                             | cuff
    start    | not-started     | trainers                  | any     | no hold   | in force  | standard, precaution, elevated        | any
    start    | not-started     | trainers                  | any     | no hold   | in force  | no-restriction                        | without
    session  | not-started     | trainers                  | any     | no hold   | in force  | standard, precaution, elevated        | any
    session  | active          | trainers                  | any     | no hold   | in force  | standard, precaution, elevated, stale | any
    session  | not-started, active | trainers              | any     | no hold   | in force  | no-restriction                        | without
    hold     | running         | everyone clinical, system | any     | any       | any       | any                                   | any
    lift     | not-started     | trainers                  | any     | own       | any       | any                                   | any
    lift     | on-hold         | trainers                  | any     | own       | in force  | any                                   | any
    lift     | not-started     | clinicians                | any     | by hand   | any       | any                                   | any
    lift     | on-hold         | clinicians                | any     | by hand   | in force  | any                                   | any
    lift     | not-started     | clinicians                | any     | by itself | any       | standard, precaution, stale           | any
    lift     | not-started     | clinicians                | any     | by itself | any       | no-restriction                        | without
    lift     | not-started     | doctor                    | other's | by itself | any       | elevated                              | any
    lift     | on-hold         | clinicians                | any     | by itself | in force  | standard, precaution, stale           | any
    lift     | on-hold         | clinicians                | any     | by itself | in force  | no-restriction                        | without
    lift     | on-hold         | doctor                    | other's | by itself | in force  | elevated                              | any
    complete | active, on-hold | trainers                  | any     | any       | any       | any                                   | any
    stop     | running         | everyone clinical, system | any     | any       | any       | any                                   | any
  `),
}

/** Read from above: the first row that is of a refused cell names its reason. */
export const refused: { versions: Row[]; programs: Row[] } = {
  versions: read(`
    says                        | move                | who                                            | program | status                     | screening            | cuff
    member-deactivated          | a decision, revoke  | deactivated doctor
    not-a-clinician             | a decision, revoke  | trainer, admin, nobody of a role, system
    licence-missing             | a decision, revoke  | doctor without a licence
    licence-expired             | a decision, revoke  | doctor with a lapsed licence
    own-program                 | a decision          | any                                            | own
    not-submitted               | a decision          | any                                            | any     | draft, withdrawn
    already-decided             | a decision          | any                                            | any     | changes-requested, declined, cleared, superseded, expired, revoked
    needs-doctor                | a decision          | therapists                                     | any     | submitted                  | elevated
    screening-missing           | a clearance         | any                                            | any     | submitted                  | none
    no-exercise                 | a clearance         | any                                            | any     | submitted                  | no-exercise
    no-restriction              | a clearance         | any                                            | any     | submitted                  | no-restriction       | with
    screening-outdated-by-event | a clearance         | any                                            | any     | submitted                  | outdated by an event
    screening-stale             | a clearance         | any                                            | any     | submitted                  | stale
    clearance-expired           | revoke              | any                                            | any     | expired
    clearance-revoked           | revoke              | any                                            | any     | revoked
    not-cleared                 | revoke              | any                                            | any     | draft, submitted, changes-requested, declined, withdrawn, superseded
    not-your-role               | submit              | admin, nobody of a role, system
    not-draft                   | submit              | any                                            | any     | submitted, changes-requested, declined, withdrawn, cleared, superseded, expired, revoked
    screening-missing           | submit              | any                                            | any     | draft                      | none
    no-exercise                 | submit              | any                                            | any     | draft                      | no-exercise
    no-restriction              | submit              | any                                            | any     | draft                      | no-restriction       | with
    screening-outdated-by-event | submit              | any                                            | any     | draft                      | outdated by an event
    screening-stale             | submit              | any                                            | any     | draft                      | stale
    not-your-role               | withdraw            | admin, nobody of a role
    not-submitted               | withdraw            | any                                            | any     | draft, withdrawn
    already-decided             | withdraw            | any                                            | any     | changes-requested, declined, cleared, superseded, expired, revoked
    not-your-role               | supersede, expire   | everyone clinical, admin, nobody of a role
    clearance-expired           | supersede, expire   | system                                         | any     | expired
    clearance-revoked           | supersede, expire   | system                                         | any     | revoked
    not-cleared                 | supersede, expire   | system                                         | any     | draft, submitted, changes-requested, declined, withdrawn, superseded
  `),
  programs: read(`
    says                        | move           | who                                                                   | status             | hold      | clearance | screening            | cuff    | program
    not-your-role               | start, session | physical therapist, doctor, doctor with a lapsed licence, doctor without a licence, admin, nobody of a role, system
    not-your-role               | complete       | physical therapist, doctor, doctor with a lapsed licence, doctor without a licence, admin, nobody of a role, system
    not-your-role               | hold, stop     | admin, nobody of a role
    not-your-role               | lift           | admin, nobody of a role, system
    no-exercise                 | session        | any                                                                   | any                | any       | any       | no-exercise
    program-finished            | any            | any                                                                   | over
    program-already-started     | start          | any                                                                   | active
    on-hold                     | start          | any                                                                   | on-hold
    on-hold                     | start          | any                                                                   | not-started        | by hand, by itself
    not-cleared                 | start, session | any                                                                   | any                | any       | none
    on-hold                     | session        | any                                                                   | on-hold
    on-hold                     | session        | any                                                                   | any                | by hand, by itself
    no-exercise                 | start          | any                                                                   | any                | any       | any       | no-exercise
    screening-missing           | start, session | any                                                                   | any                | any       | any       | none
    screening-outdated-by-event | start, session | any                                                                   | any                | any       | any       | outdated by an event
    screening-stale             | start, session | any                                                                   | not-started        | any       | any       | stale
    no-restriction              | start, session | any                                                                   | any                | any       | any       | no-restriction       | with
    program-not-active          | complete       | any                                                                   | not-started
    not-on-hold                 | lift           | any                                                                   | active
    not-on-hold                 | lift           | any                                                                   | any                | no hold
    not-cleared                 | lift           | any                                                                   | on-hold            | any       | none
    member-deactivated          | lift           | deactivated doctor
    hold-by-red-flag            | lift           | trainer                                                               | any                | red flag
    hold-by-screening           | lift           | trainer                                                               | any                | screening, event
    hold-not-yours              | lift           | trainer                                                               | any                | another's
    licence-missing             | lift           | doctor without a licence
    licence-expired             | lift           | doctor with a lapsed licence
    hold-needs-new-screening    | lift           | any                                                                   | any                | by itself | any       | none
    screening-outdated-by-event | lift           | any                                                                   | any                | by itself | any       | outdated by an event
    no-exercise                 | lift           | any                                                                   | any                | by itself | any       | no-exercise
    no-restriction              | lift           | any                                                                   | any                | by itself | any       | no-restriction       | with
    needs-doctor                | lift           | therapists                                                            | any                | by itself | any       | elevated
    own-program                 | lift           | doctor                                                                | any                | by itself | any       | elevated             | any     | own
  `),
}
