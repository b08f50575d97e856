/** How far a file of history is: while it is written, and stopped. */
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Card } from './card'
import type { ClinicFormat } from './format'
import { Notice } from './notice'
import { RunLine } from './run-line'
import { SubmitButton } from './submit-button'

export type HistoryState = 'running' | 'stalled' | 'stopped' | 'through'

type Props = {
  /** The file's page; `stop` and `start` lie below it. */
  to: string
  state: HistoryState
  /** "Adding sets …" */
  runningTitle: string
  done: number
  rows: number
  format: ClinicFormat
  /** What it came to so far. */
  children?: ReactNode
  /** Where to go on from here, when it is through or stopped. */
  ways?: ReactNode
}

const titles: Record<Exclude<HistoryState, 'running'>, string> = {
  stalled: 'It does not move',
  stopped: 'Stopped',
  through: 'Through',
}

export function HistoryProgress({ to, state, runningTitle, done, rows, format, children, ways }: Props) {
  return (
    <Card title={state === 'running' ? runningTitle : titles[state]}>
      <div className="form">
        <RunLine isRunning={state === 'running'} done={done} all={rows} things="rows" format={format} />
        {state === 'stalled' ? (
          <Notice tone="wait">Nothing was written for a while. What is written stays; go on with the rest.</Notice>
        ) : null}
        {state === 'stopped' ? <p>What is written stays. You may go on, or take it back.</p> : null}
        {children}
        <div className="button-row">
          {state === 'stalled' || state === 'stopped' ? (
            <Form method="post" action={`${to}/start`}>
              <SubmitButton pendingLabel="Starting …">Go on</SubmitButton>
            </Form>
          ) : null}
          {state === 'running' || state === 'stalled' ? (
            <Form method="post" action={`${to}/stop`}>
              <SubmitButton look="plain" pendingLabel="Stopping …">
                {state === 'running' ? 'Stop after these' : 'Stop'}
              </SubmitButton>
            </Form>
          ) : null}
          {state === 'running' ? null : ways}
        </div>
      </div>
    </Card>
  )
}
