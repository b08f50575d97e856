/** What an admin sees as an incident: something that should not happen, whoever is to answer for it. */
export const incidentKinds = ['red-flag', 'adverse-event', 'deviation'] as const
export type IncidentKind = (typeof incidentKinds)[number]
