/** The page of a report that is not signed yet: what goes into it, what it will say, the signature, and those sent before. */
import type { SubmissionResult } from '@conform-to/react'
import type { ComponentProps } from 'react'
import type { ClinicianRole, Licence } from '~/domain/member'
import { mostReportedExercises } from '~/domain/progress-report'
import type { Range } from '~/domain/progress-range'
import type { TrainedExercise } from '~/domain/progress-shown'
import type { Refusal } from '~/domain/refusal'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { clientName } from '../client-words'
import { Empty } from '../empty'
import { Notice } from '../notice'
import { Page } from '../page'
import { refusalSentences } from '../refusals'
import { ReportChoices } from './report-choices'
import { ReportForm } from './report-form'
import { type ListedReport, ReportList } from './report-list'
import type { ReportSheet } from './report-parts'
import { ReportView } from './report-view'

type Signing = { name: string; licence: Licence | null; role?: ClinicianRole; why?: Refusal }

type PageProps = {
  shell: ComponentProps<typeof Page>['shell']
  client: { id: string; givenName: string; familyName: string; recordNumber: string }
  at: Date | string
  hash: string
  exercises: TrainedExercise[]
  chosen: string[]
  isAnythingMeasured: boolean
  range: Range
  sheet: ReportSheet
  locale: string
  signing: Signing
  sent: { rows: ListedReport[]; after: string | null }
  commandKey: string
  lastResult: SubmissionResult | undefined
}

export function ReportPage({ shell, client, lastResult, ...page }: PageProps) {
  const progress = `/clients/${client.id}/progress`
  return (
    <Page
      shell={shell}
      title="Report of progress"
      sub={`${clientName(client)} · ${client.recordNumber}`}
      crumbs={[{ label: 'Progress', to: progress }, { label: 'Report' }]}
    >
      <div className="max-w-3xl stack">
        <Card title="What goes into it?">
          <ReportChoices {...page} most={mostReportedExercises} />
        </Card>
        {page.isAnythingMeasured ? (
          <>
            <Card title="What it will say">
              <ReportView sheet={page.sheet} locale={page.locale} />
            </Card>
            <Card title="Sign and send">
              <Sign {...page} format={shell.formats} lastResult={lastResult} />
            </Card>
          </>
        ) : (
          <NothingToReport clientId={client.id} isEver={page.exercises.length > 0} />
        )}
        <Card title="Sent before">
          <ReportList clientId={client.id} reports={page.sent.rows} after={page.sent.after} format={shell.formats} />
        </Card>
      </div>
    </Page>
  )
}

type SignProps = Pick<PageProps, 'signing' | 'hash' | 'at' | 'sent' | 'commandKey' | 'lastResult'> & {
  format: PageProps['shell']['formats']
}

function Sign({ signing, hash, at, sent, commandKey, format, lastResult }: SignProps) {
  const { name, role, licence, why } = signing
  if (!role || !licence) {
    return <Notice tone="info">{refusalSentences[why ?? 'not-a-clinician']}</Notice>
  }
  return (
    <ReportForm
      signer={{ name, role, licence }}
      contentHash={hash}
      commandKey={commandKey}
      at={at}
      format={format}
      addressee={sent.rows[0] ?? null}
      lastResult={lastResult}
    />
  )
}

function NothingToReport({ clientId, isEver }: { clientId: string; isEver: boolean }) {
  return (
    <Empty
      title={isEver ? 'Nothing was measured in this time' : 'Nothing measured yet'}
      says={
        isEver
          ? 'Look further back, or measure first: a report says only what was measured.'
          : 'A report says only what was measured. It begins with the first test, session or imported log.'
      }
      action={
        <ButtonLink look="primary" to={`/clients/${clientId}/measurements/new`}>
          Add a test
        </ButtonLink>
      }
    />
  )
}
