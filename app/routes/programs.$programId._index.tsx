/** A program: its status, the version in force, what may be done now, and its whole history. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readProgramPage } from '~/data/program-page.server'
import { clientName } from '~/ui/client-words'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'
import { ProgramStatusBadge } from '~/ui/status-words'
import { still } from '~/ui/still'

const ProgramView = still('program', () => import('~/ui/program/program-view').then((part) => part.ProgramView))

export const meta: MetaFunction = () => [{ title: 'Program · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:read')
  const { shell, ...shown } = await readProgramPage(member, { programId: params.programId, at: new Date() })
  return { shell, shown, plateStepG: member.clinic.plateStepG }
}

export default function ProgramRoute() {
  const { shell, shown, plateStepG } = useLoaderData<typeof loader>()
  const { program } = shown
  return (
    <Page
      shell={shell}
      crumbs={[
        { label: 'Programs', to: '/programs' },
        { label: clientName(program.client), to: `/clients/${program.client.id}` },
      ]}
      title={program.name}
      badge={<ProgramStatusBadge is={program.status} />}
      sub={`${clientName(program.client)}, ${program.client.ageYears} · raised by ${program.raisedByName}`}
    >
      <DoneNotice />
      <ProgramView shown={shown} plateStepG={plateStepG} format={shell.formats} />
    </Page>
  )
}
