/** The kinds of measurement side by side: each an address of its own. */
import { Link } from '@remix-run/react'
import { type MeasurementKind, measurementKinds } from '~/domain/measurement'
import { buttonClass } from './button'
import { measurementWords } from './measurement-fields'

export function MeasurementKinds({ kind }: { kind: MeasurementKind }) {
  return (
    <nav className="button-row mb-4" aria-label="What was measured">
      {measurementKinds.map((each) => (
        <Link
          key={each}
          to={{ search: `?kind=${each}` }}
          aria-current={each === kind ? 'page' : undefined}
          className={buttonClass({ size: 'small', look: each === kind ? undefined : 'quiet' })}
        >
          {measurementWords[each].tab}
        </Link>
      ))}
    </nav>
  )
}
