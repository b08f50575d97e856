/** A check of the chain as it goes on: how far it is, a way to stop it, what came of it and of those before. */
import { Form, Link, useNavigation, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { VerifyForm } from './audit-state'
import { Broken, type RunShown } from './audit-verdict'
import { ButtonLink } from './button'
import { Card } from './card'
import { Empty } from './empty'
import { type ClinicFormat, formatInstant, formatNumber } from './format'
import { CommandKey } from './form'
import { Notice } from './notice'
import { SubmitButton } from './submit-button'
import { type Column, DataTable } from './table'

type Props = {
  run: RunShown | null
  /** Goes on by itself where there is JavaScript. */
  isGoingOn: boolean
  commandKey: string
  format: ClinicFormat
}

export function RunCard({ run, isGoingOn, commandKey, format }: Props) {
  if (!run) {
    return (
      <Card title="Check the whole chain" actions={<VerifyForm commandKey={commandKey} runId={null} />}>
        <p>
          Every hash is worked out again from what is stored, event by event, and the newest head is held against the
          one that was written down outside the database. It may be stopped and gone on with. The same over every
          clinic, and against all that the witness ever saw, is <code>npm run audit:verify</code>.
        </p>
      </Card>
    )
  }
  if (!run.isOver) return <Progress run={run} isGoingOn={isGoingOn} commandKey={commandKey} format={format} />
  return (
    <Card title="What came of it" actions={<VerifyForm commandKey={commandKey} runId={null} />}>
      <div role="status">
        {run.broken ? (
          <Broken run={run} format={format} />
        ) : (
          <Notice
            tone="ok"
            title={`Whole: ${formatNumber(run.untilSeq, format)} of ${formatNumber(run.untilSeq, format)} events`}
          >
            Verified by {run.byName} on {formatInstant(run.at, format)}.
          </Notice>
        )}
      </div>
    </Card>
  )
}

type ProgressProps = Omit<Props, 'run'> & { run: RunShown }

function Progress({ run, isGoingOn, commandKey, format }: ProgressProps) {
  const form = useRef<HTMLFormElement>(null)
  const submit = useSubmit()
  const { state } = useNavigation()
  // The key of the form is new with each slice, so this goes on once a slice and never twice.
  useEffect(() => {
    if (isGoingOn && commandKey && state === 'idle' && form.current) submit(form.current, { replace: true })
  }, [isGoingOn, commandKey, state, submit])
  const says = `${formatNumber(run.toSeq, format)} of ${formatNumber(run.untilSeq, format)} events hold`
  return (
    <Card title={isGoingOn ? 'Verifying' : 'Stopped on the way'}>
      <Form method="post" action="/audit/verification" ref={form} className="stack">
        <CommandKey value={commandKey} />
        <input type="hidden" name="runId" value={run.id} />
        <label className="stack">
          <span role="status">{says}</span>
          <progress max={run.untilSeq} value={run.toSeq} className="progress-line">
            {says}
          </progress>
        </label>
        <div className="button-row">
          <SubmitButton look={isGoingOn ? 'quiet' : 'primary'} pendingLabel="Verifying …">
            Go on
          </SubmitButton>
          {isGoingOn ? (
            <Link to={`/audit/verification?run=${run.id}`} replace className="button needs-script">
              Stop here
            </Link>
          ) : null}
          <ButtonLink to="/audit" look="quiet">
            Back to the log
          </ButtonLink>
        </div>
      </Form>
    </Card>
  )
}

const columnsFor = (format: ClinicFormat): Column<RunShown>[] => [
  { id: 'at', header: 'When', render: (run) => formatInstant(run.at, format) },
  { id: 'by', header: 'By', render: (run) => run.byName },
  {
    id: 'result',
    header: 'Result',
    render: (run) =>
      run.broken ? (
        <b>
          Broken: event {run.broken.seq} {run.broken.what}
        </b>
      ) : (
        `Whole up to event ${formatNumber(run.untilSeq, format)}`
      ),
  },
]

export function RunList({ runs, format }: { runs: RunShown[]; format: ClinicFormat }) {
  return (
    <DataTable
      caption="Checks that came to an end, the newest first"
      showCaption
      columns={columnsFor(format)}
      rows={runs}
      rowKey={(run) => run.id}
      empty={<Empty title="No check yet" says="Each check that comes to an end is kept here for good." />}
    />
  )
}
