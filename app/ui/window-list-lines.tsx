/** Rehab windows that are closing or past, each with its strip and what it waits for. */
import { Link } from '@remix-run/react'
import type { VersionKind } from '~/domain/version'
import type { Severity } from '~/domain/window-flag'
import { clientName } from './client-words'
import { Strip } from './strip'
import { dayWords, type StripFacts } from './strip-cells'
import { WindowBadge } from './window-badge'

export type ListedWindow = StripFacts & {
  programId: string
  givenName: string
  familyName: string
  programName: string
  flag: Severity | null
  daysLeft: number
  waits: VersionKind | null
}

export function WindowList({ windows }: { windows: readonly ListedWindow[] }) {
  return (
    <div className="table-frame table-cards">
      <table className="table">
        <caption className="sr-only">Rehab windows that are closing or past</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Client</th>
            <th scope="col">Days with sessions</th>
            <th scope="col">Day</th>
            <th scope="col">Status</th>
            <th scope="col">Next</th>
          </tr>
        </thead>
        <tbody>
          {windows.map((window) => (
            <tr key={window.programId}>
              <td className="lead">
                <Link to={`/programs/${window.programId}`} className="row-link">
                  {clientName(window)}
                </Link>
                <span className="sub">{window.programName}</span>
              </td>
              <td className="bare">
                <Strip {...window} />
              </td>
              <td className="num whitespace-nowrap" data-label="Day">
                {dayWords(window)}
              </td>
              <td className="bare">
                <WindowBadge phase={window.phase} flag={window.flag} />
              </td>
              <td className="dim" data-label="Next">
                {nextWords(window)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const waitsWords: Record<VersionKind, string> = {
  new: 'a program waits for a decision',
  amendment: 'an amendment waits for a decision',
  extension: 'an extension waits for a decision',
  'step-down': 'a step-down waits for a decision',
}

function nextWords({ waits, flag, phase, daysLeft }: ListedWindow): string {
  if (waits) return waitsWords[waits]
  if (flag === 'breach') return 'no session with a cuff starts; its trainer steps down, extends or completes'
  if (flag === 'review-due') return 'a clinician reviews it'
  if (phase === 'last-day') return 'today is the last day'
  return daysLeft === 1 ? '1 day left' : `${daysLeft} days left`
}
