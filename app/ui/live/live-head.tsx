/** Who trains, what, and on which day of the window; and the dose of the line at a glance. */
import type { ReactNode } from 'react'
import type { LiveLine } from '~/domain/live-line'
import type { ClinicFormat } from '../format'
import { Strip } from '../strip'
import { dayWords, type StripFacts } from '../strip-cells'
import { useFloor } from './floor-context'
import { loadWords, pressureWords } from './line-words'

/** `coveredAt`: the page to come back to from the login, where this one says nothing of the client before it. */
type HeadProps = { name: string; sub: ReactNode; strip: StripFacts; coveredAt: string | undefined }

export function LiveHead({ name, sub, strip, coveredAt }: HeadProps) {
  if (coveredAt) return <CoveredHead title="Covered" sub={sub} path={coveredAt} />
  return (
    <header className="live-head">
      <div>
        <h1>{name}</h1>
        <p className="small dim">{sub}</p>
      </div>
      <div className="live-window">
        <Strip {...strip} />
        <p className="small dim num">{dayWords(strip)}</p>
      </div>
    </header>
  )
}

/** Over a page that an idle login sees: `path` is where the login leads back to. */
export function CoveredHead({ title, sub, path }: { title: ReactNode; sub?: ReactNode; path: string }) {
  const { isOffline } = useFloor()
  return (
    <header className="live-head">
      <div>
        <h1>{title}</h1>
        {sub ? <p className="small dim">{sub}</p> : null}
      </div>
      <p className="small">
        {isOffline ? (
          <span className="dim">Sign in to see the rest, when the connection is back</span>
        ) : (
          <a href={`/login?${new URLSearchParams({ next: path })}`}>Sign in to see the rest</a>
        )}
      </p>
    </header>
  )
}

export function DoseCard({ line, format }: { line: LiveLine; format: ClinicFormat }) {
  const load = loadWords(line, format)
  const pressure = line.cuff && pressureWords(line.cuff)
  return (
    <dl className="dose">
      <Dose term="Load" value={load.value} how={load.how} />
      {pressure ? <Dose term="Pressure" value={pressure.value} how={pressure.how} /> : null}
      {line.aerobic ? (
        <Dose
          term="Time"
          value={`${line.aerobic.minutes}\u00a0min`}
          how={`${line.aerobic.intensityPercent} % intensity`}
        />
      ) : (
        <SetOf line={line} />
      )}
    </dl>
  )
}

function Dose({ term, value, how }: { term: string; value: string; how: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className="dose-value num">{value}</dd>
      <dd className="small dim num">{how}</dd>
    </div>
  )
}

function SetOf({ line: { reps, done } }: { line: LiveLine }) {
  if (reps.length === 0) return null
  const at = done.length
  const value = at < reps.length ? `${at + 1} of ${reps.length}` : `${at} done`
  const scheme = reps.map((count, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a set is known by its place
    <span key={index}>
      {index > 0 ? ' · ' : ''}
      {index === at ? <b>{count}</b> : count}
    </span>
  ))
  return <Dose term="Set" value={value} how={scheme} />
}
