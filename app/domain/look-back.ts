/** How far back a page of the register's neighbours looks: whole days of the clinic's calendar. */
export const lookBacks = ['30-days', '90-days', 'year', 'all'] as const
export type LookBack = (typeof lookBacks)[number]

/** Days before today; null: from the beginning. */
export const lookBackDays: Record<LookBack, number | null> = { '30-days': 30, '90-days': 90, year: 365, all: null }
