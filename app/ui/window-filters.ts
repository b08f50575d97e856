/** The filters of the board of rehab windows, as choices in its address. */
import { type Limb, limbs } from '~/domain/limb'
import type { RehabWindow } from '~/domain/rehab-window'
import type { Severity } from '~/domain/window-flag'
import type { Filter } from './filter-form'
import { windowLooks } from './window-badge'
import { limbWords } from './words'

type Asked = {
  phase: RehabWindow['phase'] | null
  severity: Severity | null
  frequency: 'high' | 'standard' | null
  trainerId: string | null
  limb: Limb | null
}

const phaseWords: Record<RehabWindow['phase'], string> = {
  past: 'Past',
  extended: 'Extended',
  'last-day': 'Last day',
  closing: 'Closing',
  open: 'Open',
}

export function windowFilters(asked: Asked, raisers: readonly { id: string; name: string }[]): Filter[] {
  return [
    {
      name: 'phase',
      label: 'Phase',
      value: asked.phase,
      anyWord: 'Any phase',
      options: (['past', 'extended', 'last-day', 'closing', 'open'] as const).map((value) => ({
        value,
        label: phaseWords[value],
      })),
    },
    {
      name: 'severity',
      label: 'Severity',
      value: asked.severity,
      anyWord: 'Flagged or not',
      options: (['breach', 'review-due'] as const).map((value) => ({ value, label: windowLooks[value].word })),
    },
    {
      name: 'frequency',
      label: 'Frequency',
      value: asked.frequency,
      anyWord: 'Any frequency',
      options: [
        { value: 'high', label: 'High frequency' },
        { value: 'standard', label: 'Standard' },
      ],
    },
    {
      name: 'limb',
      label: 'Limb',
      value: asked.limb,
      anyWord: 'Any limb',
      options: limbs.map((value) => ({ value, label: limbWords[value] })),
    },
    {
      name: 'trainer',
      label: 'Trainer',
      value: asked.trainerId,
      anyWord: 'Any trainer',
      options: raisers.map(({ id, name }) => ({ value: id, label: name })),
    },
  ]
}
