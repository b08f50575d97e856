/** What would become of a file of tested maxima, before anything is written. */
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Jump, OneRmReason } from '~/domain/one-rm-file-rows'
import { ButtonLink } from './button'
import { Card } from './card'
import { Checkbox } from './choice'
import { type ClinicFormat, formatInstant, formatNumber } from './format'
import { Notice } from './notice'
import { OneRmCounts, type OneRmCountsShown } from './one-rm-counts'
import { JumpsCard, ReasonsCard, type RowShown, RowsCard } from './one-rm-rows'
import { SubmitButton } from './submit-button'

type Some<Item> = { first: Item[]; all: number }

type Props = {
  to: string
  hasLabels: boolean
  counts: OneRmCountsShown
  clientsFound: number
  unknown: Some<string>
  archived: Some<string>
  first: RowShown[]
  reasons: OneRmReason[]
  jumps: Some<Jump>
  earlier: { at: Date | string; by: string } | null
  format: ClinicFormat
}

export function OneRmPreview(props: Props) {
  const { to, hasLabels, counts, clientsFound, unknown, archived, first, reasons, jumps, earlier, format } = props
  const isNothing = counts.taken === 0
  return (
    <div className="stack">
      <Card title="What would happen" sub="nothing is written yet">
        <div className="form">
          <OneRmCounts counts={counts} format={format} />
          <p>{foundWords(clientsFound, format)}</p>
          <Numbers
            some={unknown}
            title={notHereWords(unknown.all)}
            action={<ButtonLink to="/clients/import/list">Bring in a list of clients</ButtonLink>}
            format={format}
          >
            Their rows are refused. If they are clients of yours, bring in the list of them first, and this file again.
          </Numbers>
          <Numbers some={archived} title={archivedWords(archived.all)} format={format}>
            Their rows are refused. Restore those who are back, and bring in this file again.
          </Numbers>
          {earlier ? (
            <Notice tone="wait" title="This very file was brought in before">
              {formatInstant(earlier.at, format)} by {earlier.by}. Its rows would come in once more, because other days
              or columns are chosen now. If those were wrong, take that import back first.
            </Notice>
          ) : null}
          <Form method="post" action={`${to}/start`} className="form">
            {!isNothing && (jumps.all > 0 || earlier) ? (
              <Checkbox
                name="isConfirmed"
                label={confirmWords({ jumps: jumps.all, isEarlier: earlier !== null }, format)}
                required
              />
            ) : null}
            <div className="button-row">
              {isNothing ? null : <SubmitButton pendingLabel="Starting …">{startWords(counts, format)}</SubmitButton>}
              <ButtonLink to={`${to}/columns`}>Choose the columns again</ButtonLink>
              {hasLabels ? <ButtonLink to={`${to}/days`}>The days</ButtonLink> : null}
              <ButtonLink to={`${to}/names`}>The exercises</ButtonLink>
            </div>
          </Form>
        </div>
      </Card>
      {jumps.all > 0 ? <JumpsCard jumps={jumps} format={format} /> : null}
      {reasons.length > 0 ? <ReasonsCard title="What would not be taken" reasons={reasons} format={format} /> : null}
      <RowsCard title="The first rows, as they are read" rows={first} format={format} />
    </div>
  )
}

type NumbersProps = { some: Some<string>; title: string; action?: ReactNode; format: ClinicFormat; children: string }

function Numbers({ some, title, action, format, children }: NumbersProps) {
  if (some.all === 0) return null
  const more = some.all - some.first.length
  return (
    <Notice tone="wait" title={title} action={action}>
      <p>{children}</p>
      <p className="small break-words">
        {some.first.join(', ')}
        {more > 0 ? ` and ${formatNumber(more, format)} more` : ''}
      </p>
    </Notice>
  )
}

function foundWords(clients: number, format: ClinicFormat): string {
  if (clients === 0) return 'No client of the file is here under their record number.'
  const many = clients === 1 ? '1 client of the file is' : `${formatNumber(clients, format)} clients of the file are`
  return `${many} here under their record number. Each test is kept as measured by you.`
}

const notHereWords = (all: number) =>
  all === 1 ? 'Nobody here has this record number' : `Nobody here has these ${all} record numbers`

const archivedWords = (all: number) => (all === 1 ? 'One client is archived' : `${all} clients are archived`)

function confirmWords({ jumps, isEarlier }: { jumps: number; isEarlier: boolean }, format: ClinicFormat): string {
  const steps = jumps === 1 ? '1 jump of more than 20 %' : `${formatNumber(jumps, format)} jumps of more than 20 %`
  if (jumps === 0) return 'These are other tests: they are to come in once more'
  return isEarlier
    ? `I looked at the ${steps} below, and these tests are to come in once more`
    : `I looked at the ${steps} below: the numbers are right`
}

function startWords({ taken }: OneRmCountsShown, format: ClinicFormat): string {
  return taken === 1 ? 'Add 1 test' : `Add ${formatNumber(taken, format)} tests`
}
