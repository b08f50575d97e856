/** How far a list is: while it is written, stopped, and through. */
import { Form } from '@remix-run/react'
import { ButtonLink } from './button'
import { Card } from './card'
import type { ClinicFormat } from './format'
import { Notice } from './notice'
import { type Counts, RosterCounts } from './roster-counts'
import { RunLine } from './run-line'
import { SubmitButton } from './submit-button'

export type RosterState = 'running' | 'stalled' | 'stopped' | 'through'

type Props = {
  to: string
  state: RosterState
  counts: Counts & { rows: number; done: number }
  /** A trainer serves whom they bring in; of others nobody does yet. */
  isServing: boolean
  maySee: boolean
  format: ClinicFormat
}

const titles: Record<RosterState, string> = {
  running: 'Adding clients …',
  stalled: 'It does not move',
  stopped: 'Stopped',
  through: 'Through',
}

export function RosterProgress({ to, state, counts, isServing, maySee, format }: Props) {
  return (
    <Card title={titles[state]}>
      <div className="form">
        <RunLine isRunning={state === 'running'} done={counts.done} all={counts.rows} things="rows" format={format} />
        {state === 'stalled' ? (
          <Notice tone="wait">Nothing was written for a while. What is written stays; go on with the rest.</Notice>
        ) : null}
        <RosterCounts counts={counts} format={format} />
        {state === 'through' && counts.taken > 0 && !isServing ? (
          <p>No trainer sees them yet: a clinician takes trainers into their care teams.</p>
        ) : null}
        <Ways to={to} state={state} counts={counts} maySee={maySee} />
      </div>
    </Card>
  )
}

function Ways({ to, state, counts, maySee }: Omit<Props, 'format' | 'isServing'>) {
  const hasLeft = counts.known + counts.alike + counts.refused > 0
  return (
    <div className="button-row">
      {state === 'running' ? (
        <Form method="post" action={`${to}/stop`}>
          <SubmitButton look="plain" pendingLabel="Stopping …">
            Stop after these
          </SubmitButton>
        </Form>
      ) : null}
      {state === 'stalled' || state === 'stopped' ? (
        <Form method="post" action={`${to}/start`}>
          <SubmitButton pendingLabel="Starting …">Go on</SubmitButton>
        </Form>
      ) : null}
      {state === 'through' && maySee ? (
        <ButtonLink to="/clients?sort=-added" look="primary">
          See your clients
        </ButtonLink>
      ) : null}
      {hasLeft && state !== 'running' ? (
        <a href={`${to}/not-taken.csv`} className="button">
          Rows that were not taken, as CSV
        </a>
      ) : null}
    </div>
  )
}
