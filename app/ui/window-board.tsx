/** The board of rehab windows: who, which limb, the strip, where it stands, and what it waits for on whom. */
import { Form } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Limb } from '~/domain/limb'
import type { RehabWindow } from '~/domain/rehab-window'
import type { Severity } from '~/domain/window-flag'
import type { Wait } from '~/domain/window-waits'
import { Button, ButtonLink } from './button'
import { Empty } from './empty'
import { type ClinicFormat, formatInstant, formatShortDay } from './format'
import { shortName } from './short-name'
import { Strip } from './strip'
import { dayWords, type StripFacts } from './strip-cells'
import { type Column, DataTable } from './table'
import { WindowBadge } from './window-badge'
import { waitSentence } from './window-words'
import { limbWords } from './words'

export type WindowBoardRow = Omit<StripFacts, 'day' | 'phase'> & {
  key: string
  programId: string
  programName: string
  clientName: string
  trainerName: string
  limb: Limb | null
  window: RehabWindow
  flag: Severity | null
  isHighFrequency: boolean
  waits: Wait[]
  flagId: string | null
  acknowledgements: { name: string; at: string }[]
  review: { name: string; on: CalendarDay; nextOn: CalendarDay } | null
  mayContinue: 'together' | 'alone' | null
}

type Props = {
  rows: WindowBoardRow[]
  /** An admin without a clinical role sees where programs stand, and opens none. */
  canOpen: boolean
  mayReview: boolean
  filters: React.ReactNode
  isFiltered: boolean
  format: ClinicFormat
}

const formId = 'continue'

export function WindowBoard({ rows, canOpen, mayReview, filters, isFiltered, format }: Props) {
  const together = rows.filter(({ mayContinue }) => mayContinue === 'together')
  return (
    <>
      <DataTable
        caption="Running programs by where their window stands"
        columns={columnsOf({ canOpen, isChoosing: together.length > 0, format })}
        rows={rows}
        rowKey={(row) => row.key}
        rowTone={(row) => (row.flag === 'breach' ? 'stop' : undefined)}
        filters={filters}
        empty={
          isFiltered ? (
            <Empty title="No window fits these filters" says="Choose fewer of them to see more." />
          ) : (
            <Empty
              title="No window is open"
              says="A window opens with the first session of a program, and that starts once a clinician cleared it."
              action={canOpen ? <ButtonLink to="/programs">Open the programs</ButtonLink> : null}
            />
          )
        }
      />
      {mayReview && together.length > 0 ? <ContinueBar together={together} /> : null}
    </>
  )
}

/** The boxes of the rows belong to this form, which shows what was chosen before anything is written. */
function ContinueBar({ together }: { together: WindowBoardRow[] }) {
  const all = new URLSearchParams(together.map(({ programId }) => ['program', programId]))
  return (
    <Form method="get" action="/windows/review" id={formId} className="button-row mt-4">
      <Button type="submit">Continue the ticked ones unchanged</Button>
      {together.length > 1 ? (
        <ButtonLink to={`/windows/review?${all}`} look="quiet">
          All {together.length} of this page
        </ButtonLink>
      ) : null}
    </Form>
  )
}

type Asked = { canOpen: boolean; isChoosing: boolean; format: ClinicFormat }

function columnsOf({ canOpen, isChoosing, format }: Asked): Column<WindowBoardRow>[] {
  const who: Column<WindowBoardRow> = {
    id: 'client',
    header: 'Client',
    render: (row) => <b>{row.clientName}</b>,
    sub: (row) => [row.programName, row.limb && limbWords[row.limb]].filter(Boolean).join(' · '),
    fixed: true,
  }
  return [
    canOpen ? { ...who, to: (row) => `/programs/${row.programId}` } : who,
    {
      id: 'strip',
      header: 'Window',
      bare: true,
      render: ({ window, key, ...row }) => <Strip {...row} day={window.day} phase={window.phase} />,
      sub: ({ window, key, ...row }) => (
        <>
          {dayWords({ ...row, day: window.day, phase: window.phase })}
          {row.extensionDays ? ` and ${row.extensionDays} granted` : null} ·{' '}
          {row.isHighFrequency ? 'high frequency' : 'standard'}
        </>
      ),
    },
    {
      id: 'stands',
      header: 'Stands',
      bare: true,
      render: (row) => <WindowBadge phase={row.window.phase} flag={row.flag} />,
    },
    {
      id: 'waits',
      header: 'Waits for',
      render: (row) => <Waits row={row} canOpen={canOpen} format={format} />,
    },
    { id: 'trainer', header: 'Trainer', render: (row) => shortName(row.trainerName) },
    ...(isChoosing
      ? [{ id: 'choose', header: 'Unchanged', bare: true, render: (row: WindowBoardRow) => <Choose row={row} /> }]
      : []),
  ]
}

function Waits({ row, canOpen, format }: { row: WindowBoardRow; canOpen: boolean; format: ClinicFormat }) {
  const { waits, acknowledgements, review, flagId, programId, clientName } = row
  return (
    <>
      {waits.length === 0 ? <span className="dim">Nothing</span> : null}
      {waits.map((wait) => (
        <span key={wait.waitsFor} className="block">
          {canOpen && wait.waitsFor === 'acknowledgement' && flagId ? (
            <a href={`/programs/${programId}/flags/${flagId}/acknowledgement`}>
              {waitSentence(wait)}
              <span className="sr-only">, of {clientName}</span>
            </a>
          ) : (
            waitSentence(wait)
          )}
        </span>
      ))}
      {acknowledgements.map(({ name, at }) => (
        <span key={name} className="sub">
          Seen by {name}, {formatInstant(at, format)}
        </span>
      ))}
      {review ? (
        <span className="sub">
          Reviewed by {review.name}, {formatShortDay(review.on, format)}; next on{' '}
          {formatShortDay(review.nextOn, format)}
        </span>
      ) : null}
    </>
  )
}

function Choose({ row: { mayContinue, programId, clientName } }: { row: WindowBoardRow }) {
  if (mayContinue === 'alone') return <a href={`/windows/review?program=${programId}`}>Review it</a>
  if (mayContinue === null) return null
  return (
    <label className="check">
      <input type="checkbox" name="program" value={programId} form={formId} />
      <span className="sr-only">Continue the program of {clientName} unchanged</span>
    </label>
  )
}
