/** How far the taking back of a file is. */
import { Form } from '@remix-run/react'
import { Card } from './card'
import { type ClinicFormat, formatNumber } from './format'
import { Notice } from './notice'
import { RunLine } from './run-line'
import { SubmitButton } from './submit-button'

/** What taking a file back does, before it is done. */
export function oneRmUndoWords({ tests, clients }: { tests: number; clients: number }, format: ClinicFormat): string {
  const counted = (count: number, thing: string) => `${formatNumber(count, format)} ${thing}${count === 1 ? '' : 's'}`
  return `Every test that this file added is struck through: ${counted(tests, 'test')} of ${counted(clients, 'client')}. No dose or chart counts them any more, and the file may come again.`
}

type Props = { to: string; all: number; done: number; state: 'running' | 'stalled' | 'through'; format: ClinicFormat }

const titles: Record<Props['state'], string> = {
  running: 'Taking it back …',
  stalled: 'Taking it back does not move',
  through: 'Taken back',
}

export function OneRmUndo({ to, all, done, state, format }: Props) {
  return (
    <Card title={titles[state]}>
      <div className="form">
        <RunLine isRunning={state === 'running'} done={done} all={all} things="clients" format={format} />
        {state === 'through' ? (
          <p>Its tests are struck through. No dose or chart counts them any more, and the file may come again.</p>
        ) : null}
        {state === 'stalled' ? (
          <>
            <Notice tone="wait">
              What is taken back stays so. After a day the rest can only be struck through test by test.
            </Notice>
            <Form method="post" action={`${to}/undo`} className="button-row">
              <SubmitButton pendingLabel="Taking back …">Take back the rest</SubmitButton>
            </Form>
          </>
        ) : null}
      </div>
    </Card>
  )
}
