/** The filter by which a page of the register's neighbours looks back. */
import { type LookBack, lookBacks } from '~/domain/look-back'
import type { Filter } from '../filter-form'

const words: Record<LookBack, string> = {
  '30-days': 'The last 30 days',
  '90-days': 'The last 90 days',
  year: 'The last 365 days',
  all: 'From the beginning',
}

/** `usual` is what shows while nothing is chosen. */
export function periodFilter(period: LookBack, usual: LookBack): Filter {
  return {
    name: 'period',
    label: 'How far back',
    value: period === usual ? null : period,
    anyWord: words[usual],
    options: lookBacks.filter((each) => each !== usual).map((value) => ({ value, label: words[value] })),
  }
}
