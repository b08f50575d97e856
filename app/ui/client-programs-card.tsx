/** A client's programs on their overview: where each stands, its window, and on whom it waits. */
import { Link } from '@remix-run/react'
import type { HoldCause } from '~/domain/hold'
import type { CalendarDay } from '~/domain/calendar-day'
import type { NextStep, ProgramStep } from '~/domain/next-step'
import { isFinished, type ProgramStatus } from '~/domain/program'
import type { VersionKind, VersionStatus } from '~/domain/version'
import type { Severity } from '~/domain/window-flag'
import { ButtonLink } from './button'
import { Card } from './card'
import { type ClinicFormat, formatShortDay } from './format'
import { programStepWords } from './program-step-words'
import { ProgramStatusBadge, VersionStatusBadge, versionLooks } from './status-words'
import { Strip } from './strip'
import { dayWords, type StripFacts } from './strip-cells'
import { WindowBadge } from './window-badge'

export type ClientProgram = {
  id: string
  name: string
  status: ProgramStatus
  diagnosis: string
  newest: { number: number; status: VersionStatus; kind: VersionKind; submittedOn: CalendarDay | null }
  inForce: { number: number } | null
  holds: { id: string; cause: HoldCause; reason: string; placedBy: string; on: CalendarDay }[]
  strip: (StripFacts & { flag: Severity | null }) | null
  next: NextStep<ProgramStep>
}

/** `mayStart`: the member may start sessions of this client. */
type Frame = { clientId: string; mayStart: boolean; format: ClinicFormat }
type ProgramsProps = Frame & { mayRaise: boolean; programs: readonly ClientProgram[]; hasMore: boolean }

export function ClientPrograms({ programs, hasMore, mayRaise, ...frame }: ProgramsProps) {
  return (
    <Card
      title="Programs"
      actions={
        mayRaise ? (
          <ButtonLink to={`/clients/${frame.clientId}/programs/new`} size="small">
            Raise a program
          </ButtonLink>
        ) : null
      }
    >
      {programs.length === 0 ? <p className="dim">None yet.</p> : null}
      <ul className="grid">
        {programs.map((program) => (
          <li key={program.id} className="grid gap-2 border-line border-t py-3.5 first:border-0 first:pt-1 last:pb-0">
            <ProgramItem program={program} {...frame} />
          </li>
        ))}
      </ul>
      {hasMore ? (
        <p className="dim small mt-3">Older ones are in the list of programs, under the client’s name.</p>
      ) : null}
    </Card>
  )
}

function ProgramItem({ program, ...frame }: Frame & { program: ClientProgram }) {
  const { id, name, status, diagnosis, holds, strip } = program
  const { format } = frame
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link className="font-semibold" to={`/programs/${id}`}>
          {name}
        </Link>
        <span className="dim small">{diagnosis}</span>
      </p>
      <p className="flex flex-wrap items-center gap-2">
        <ProgramStatusBadge is={status} />
        <NewestVersion program={program} />
        {!isFinished(status) && (strip?.flag || strip?.phase === 'closing' || strip?.phase === 'last-day') ? (
          <WindowBadge phase={strip.phase} flag={strip.flag} />
        ) : null}
      </p>
      {strip ? (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Strip {...strip} />
          <span className="dim small">{dayWords(strip)}</span>
        </p>
      ) : null}
      {holds.map(({ id: holdId, reason, placedBy, on }) => (
        <p key={holdId} className="small">
          <b>Held</b> on {formatShortDay(on, format)} by {placedBy}: {reason}
        </p>
      ))}
      <NextLine program={program} {...frame} />
    </>
  )
}

function NextLine({ program: { id, next, newest }, clientId, mayStart, format }: Frame & { program: ClientProgram }) {
  const says = programStepWords(next)
  if (!says) return null
  const since =
    next.step === 'decide' && newest.submittedOn ? `, asked ${formatShortDay(newest.submittedOn, format)}` : ''
  const isReady = next.step === 'start' || next.step === 'train'
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span>
        <span className="dim">Next:</span> {says}
        {since}
      </span>
      {isReady && mayStart ? (
        <ButtonLink to={`/programs/${id}/session`} size="small" look="primary">
          Start a session
        </ButtonLink>
      ) : null}
      {next.step === 'measure-lop' ? (
        <ButtonLink to={`/clients/${clientId}/lop/new`} size="small" look="primary">
          Measure LOP
        </ButtonLink>
      ) : null}
    </p>
  )
}

/** The newest version, where it is not the one in force. */
function NewestVersion({ program: { newest, inForce, status } }: { program: ClientProgram }) {
  if (isFinished(status)) return null
  if (inForce?.number === newest.number)
    return <VersionStatusBadge is="cleared">v{newest.number} cleared</VersionStatusBadge>
  return (
    <VersionStatusBadge is={newest.status}>
      v{newest.number} {versionLooks[newest.status].word.toLowerCase()}
    </VersionStatusBadge>
  )
}
