/** The kinds of measurement, each an address of its own: side by side on a desk, behind the chosen one on a phone. */
import { Link } from '@remix-run/react'
import { type MeasurementKind, measurementKinds } from '~/domain/measurement'
import { buttonClass } from './button'
import { measurementWords } from './measurement-fields'

export function MeasurementKinds({ kind }: { kind: MeasurementKind }) {
  return (
    <nav className="mb-4" aria-label="What was measured">
      <details key={kind} className="sm:hidden">
        <summary className={buttonClass({})}>
          {measurementWords[kind].tab} · measure something else <span aria-hidden="true">▾</span>
        </summary>
        <KindLinks kind={kind} />
      </details>
      <div className="hidden sm:block">
        <KindLinks kind={kind} />
      </div>
    </nav>
  )
}

function KindLinks({ kind }: { kind: MeasurementKind }) {
  return (
    <div className="button-row max-sm:mt-2">
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
    </div>
  )
}
