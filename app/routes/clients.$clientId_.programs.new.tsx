/** Raising a program: written beside the rule book, and saved as its first draft. */
import { randomUUID } from 'node:crypto'
import type { SubmissionResult } from '@conform-to/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient } from '~/data/client-door.server'
import { aroundProgram, listSupervisors } from '~/data/program-builder.server'
import { parseProgramForm } from '~/data/program-form.server'
import { raiseProgram } from '~/data/programs.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { usualLine, usualPlainLine } from '~/domain/typed-line'
import type { Refusal } from '~/domain/refusal'
import { clientName } from '~/ui/client-words'
import { Page } from '~/ui/page'
import { ProgramForm } from '~/ui/program-form'
import { sentenceOf } from '~/ui/refusals'
import { ScreeningNotice, standingOf } from '~/ui/screening-notice'

export const meta: MetaFunction = () => [{ title: 'Raise a program · Clearway' }]

const pathKind = 'routes/clients.$clientId_.programs.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:raise')
  const at = new Date()
  const asked = { clientId: params.clientId, pathKind, at, action: 'program:raise' } as const
  const isWithoutCuff = new URL(request.url).searchParams.get('without') === 'cuff'
  return readClient(member, asked, async (query, client) => {
    const raised = { programId: null, raisedBy: member.memberId, supervisedBy: null, content: null }
    const around = await aroundProgram(query, { ...raised, clientId: client.id, at })
    const standing = standingOf(around.facts.screening)
    return {
      shell: await shellOf(member, query),
      client: { id: client.id, name: clientName(client) },
      around,
      standing,
      start: startOf(standing === 'no-cuff' || isWithoutCuff, around.facts.lops[0]?.cuffWidthCm),
      plateStepG: member.clinic.plateStepG,
      key: randomUUID(),
    }
  })
}

/** Three sessions a week for three weeks; the cuff is the one last used on the client. */
function startOf(isWithoutCuff: boolean, cuffWidthCm: number | undefined) {
  const line = isWithoutCuff ? usualPlainLine : { ...usualLine, cuffWidthCm: cuffWidthCm?.toString() }
  return { sessionsPerWeek: '3', sessionsPerDay: '1', weeks: '3', lines: [line] }
}

type Answer = { lastResult: SubmissionResult; refusal?: Refusal }

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:raise')
  const at = new Date()
  const supervisors = await readClinic(member, (query) => listSupervisors(query, at))
  const expected = { kind: 'new', unit: member.clinic.units, isNew: true } as const
  const submission = parseProgramForm(await request.formData(), {
    ...expected,
    supervisorIds: supervisors.map(({ id }) => id),
  })
  if (submission.status !== 'success') {
    const status = submission.status === 'error' ? 400 : 200
    return data<Answer>({ lastResult: submission.reply() }, { status })
  }

  const { key, name, supervisedBy, content, isToSubmit } = submission.value
  const clientId = params.clientId ?? ''
  const outcome = await raiseProgram(member, { key, at, clientId, name, supervisedBy, content })
  if (!outcome.ok) return data<Answer>({ lastResult: submission.reply(), refusal: outcome.why }, { status: 409 })
  const version = `/programs/${outcome.programId}/versions/${outcome.versionId}`
  return redirect(`${version}/${isToSubmit ? 'submission' : 'draft?done=saved'}`, 303)
}

export default function RaiseProgramPage() {
  const { shell, client, around, standing, start, plateStepG, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { formats } = shell
  return (
    <Page
      shell={shell}
      title="Raise a program"
      sub={client.name}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: client.name, to: `/clients/${client.id}` },
      ]}
    >
      <div className="stack">
        <ScreeningNotice
          clientId={client.id}
          screening={around.screening}
          outcomes={around.facts.screening}
          locale={formats.locale}
          isWithoutCuff
        />
        {standing === 'no-exercise' ? null : (
          <ProgramForm
            commandKey={key}
            start={start}
            builder={{ kind: 'new', unit: formats.units, isNew: true, facts: around.facts, plateStepG }}
            supervisors={around.supervisors}
            formats={formats}
            isCuffBarred={standing === 'no-cuff'}
            lastResult={answer?.lastResult}
            refused={answer?.refusal && sentenceOf(answer.refusal)}
          />
        )}
      </div>
    </Page>
  )
}
