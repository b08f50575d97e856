/** What a set says of the maximum: worked out by the server of what it was sent, and with JavaScript while one types. */
import { type ReactNode, useState } from 'react'
import { type Estimate, estimateOneRm, type Formula } from '~/domain/strength'
import { parseReps } from '~/domain/measurement-values'
import { type LoadUnit, parseLoad } from '~/domain/units'
import { typedValue } from '../field'
import type { ClinicFormat } from '../format'
import { estimateWords } from './estimate-words'
import type { FieldsProps } from './circumstances'

type Typed = { load: string; reps: string; isFailed: boolean }

/** Null as long as no load or no number of repetitions can be read. */
function estimateOfTyped({ load, reps, isFailed }: Typed, unit: LoadUnit, formula: Formula): Estimate | null {
  const [entered, counted] = [parseLoad(load, unit), parseReps(reps)]
  if (!entered || counted === null) return null
  const set = { loadG: entered.loadG, reps: counted, isFailed, isRestricted: false, isTestOrRpe9: true }
  return estimateOneRm({ ...set, formula })
}

function typedIn(form: HTMLFormElement | null): Typed {
  const typed = form ? new FormData(form) : new FormData()
  const text = (name: string) => String(typed.get(name) ?? '')
  return { load: text('load'), reps: text('reps'), isFailed: typed.has('isFailed') }
}

type SaidProps = Pick<FieldsProps, 'fields' | 'formula'> & { format: ClinicFormat; children: ReactNode }

export function EstimateAsTyped({ fields, format, formula, children }: SaidProps) {
  const [typed, setTyped] = useState<Typed>({
    load: typedValue(fields.load) ?? '',
    reps: typedValue(fields.reps) ?? '',
    isFailed: typedValue(fields.isFailed) === 'on',
  })
  const estimate = estimateOfTyped(typed, format.units, formula)
  return (
    <div className="form" onInput={({ currentTarget }) => setTyped(typedIn(currentTarget.closest('form')))}>
      {children}
      <output className="num block font-semibold" aria-live="polite">
        {estimate ? estimateWords(estimate, formula, format) : null}
      </output>
    </div>
  )
}
