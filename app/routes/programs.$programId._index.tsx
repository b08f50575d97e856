/** A program: its status, the version in force, what may be done now, and its whole history. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readProgramPage } from '~/data/program-page.server'
import { clientName } from '~/ui/client-words'
import { DoneNotice } from '~/ui/done-notice'
import { packed } from '~/ui/packed'
import { Page } from '~/ui/page'
import { sentProgram } from '~/ui/program/program-sent'
import type { ProgramViewProps } from '~/ui/program/program-view'
import { ProgramStatusBadge } from '~/ui/status-words'
import { still } from '~/ui/still'

const ProgramView = still('program', () => import('~/ui/program/program-view').then((part) => part.ProgramView))

export const meta: MetaFunction = () => [{ title: 'Program · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:read')
  const { shell, ...shown } = await readProgramPage(member, { programId: params.programId, at: new Date() })
  const { name, status, client, raisedByName } = shown.program
  const view = { sent: sentProgram(shown), plateStepG: member.clinic.plateStepG, format: shell.formats }
  return { shell, head: { name, status, client, raisedByName }, view: packed<ProgramViewProps>(view) }
}

export default function ProgramRoute() {
  const { shell, head, view } = useLoaderData<typeof loader>()
  const { name, status, client, raisedByName } = head
  return (
    <Page
      shell={shell}
      crumbs={[
        { label: 'Programs', to: '/programs' },
        { label: clientName(client), to: `/clients/${client.id}` },
      ]}
      title={name}
      badge={<ProgramStatusBadge is={status} />}
      sub={`${clientName(client)}, ${client.ageYears} · raised by ${raisedByName}`}
    >
      <DoneNotice />
      <ProgramView packed={view} />
    </Page>
  )
}
