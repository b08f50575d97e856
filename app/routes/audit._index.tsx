/** The audit log: who changed, decided or read what about whom, straight from the clinic's chain, and its state. */
import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { listAccessEvents } from '~/data/access-events.server'
import { listAuditEvents } from '~/data/audit-events.server'
import { findClientByRecord, findNamedClient, listMembers, readAsked } from '~/data/audit-filter.server'
import { findChainState } from '~/data/audit-state.server'
import { newestWitnessed, witnessPath } from '~/data/audit-witness-file.server'
import { shellOf } from '~/data/shell.server'
import { typedText } from '~/data/typed-text.server'
import { readClinic } from '~/database/door.server'
import { withParams } from '~/ui/address'
import { AuditClient, AuditFilters } from '~/ui/audit-filters'
import { AuditViews, ChangeTable, ReadingTable } from '~/ui/audit-log'
import { ChainState } from '~/ui/audit-state'
import { type DetailWords, toldEvent } from '~/ui/audit-words'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'

export const meta: MetaFunction = () => [{ title: 'Audit log · Clearway' }]

const pathKind = 'routes/audit._index'

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'audit:read')
  const { cursor, ...asked } = readAsked(new URL(request.url).searchParams)
  const { view, clientId } = asked
  const seen = await newestWitnessed(witnessPath(), member.clinicId)
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, { kind: 'reading', clientId, pathKind, occurredAt: new Date() })
    const changes = view === 'changes' ? await listAuditEvents(query, asked, cursor) : null
    const readings = view === 'readings' ? await listAccessEvents(query, asked, cursor) : null
    const members = await listMembers(query)
    const words = { format: shell.formats, members }
    return {
      asked,
      changes: changes && { ...changes, rows: changes.rows.map((row) => inWords(row, words)) },
      readings,
      client: clientId ? await findNamedClient(query, clientId) : null,
      members,
      state: await findChainState(query, seen),
      commandKey: randomUUID(),
      shell,
    }
  })
}

/** The detail itself stays here: the list says what is to be seen of it. */
function inWords<Row extends { kind: string; detail: string | null }>(row: Row, words: DetailWords) {
  const { detail: _, ...shown } = row
  return { ...shown, ...toldEvent(row, words) }
}

/** Looks a client up by the number on their record, and shows the list again, about them. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'audit:read')
  const record = typedText(80)
    .catch('')
    .parse((await request.formData()).get('record') ?? '')
  const client = record ? await readClinic(member, (query) => findClientByRecord(query, record)) : null
  if (!client) return data({ record, error: 'No client here has this number on their record.' }, { status: 404 })
  const search = withParams(new URL(request.url).search, { client: client.id, index: null, after: null, before: null })
  return redirect(`/audit${search}`, 303)
}

export default function AuditPage() {
  const { shell, asked, changes, readings, client, members, state, commandKey } = useLoaderData<typeof loader>()
  const tried = useActionData<typeof action>()
  const page = changes ?? readings
  const keyOf = (key: number | null | undefined) => (key ? String(key) : null)
  return (
    <Page shell={shell} title="Audit log" sub="who did or saw what">
      <div className="stack">
        <ChainState state={state} format={shell.formats} commandKey={commandKey} />
        <div className="audit-bar">
          <AuditViews view={asked.view} />
          <AuditClient clientId={asked.clientId} client={client} tried={tried} />
        </div>
        <AuditFilters asked={asked} members={members} />
        {changes ? <ChangeTable rows={changes.rows} format={shell.formats} /> : null}
        {readings ? <ReadingTable rows={readings.rows} format={shell.formats} /> : null}
      </div>
      <Pagination after={keyOf(page?.older)} before={keyOf(page?.newer)} />
    </Page>
  )
}
