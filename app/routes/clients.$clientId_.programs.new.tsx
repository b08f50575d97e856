/** Raising a program: written beside the rule book, and saved as its first draft. */
import { randomUUID } from 'node:crypto'
import type { SubmissionResult } from '@conform-to/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteDenial } from '~/data/access-events.server'
import { readFramedClient } from '~/data/client-door.server'
import { findKeptForm } from '~/data/kept-forms.server'
import { aroundProgram, listSupervisors } from '~/data/program-builder.server'
import { parseProgramForm } from '~/data/program-form.server'
import { listStarts, startFor } from '~/data/program-starts.server'
import { raiseProgram } from '~/data/programs.server'
import { readClinic } from '~/database/door.server'
import { injuredSides } from '~/domain/program-start'
import type { Refusal } from '~/domain/refusal'
import { usualLine, usualPlainLine } from '~/domain/typed-line'
import { inUnitOf, type TypedForm } from '~/domain/typed-program'
import { clientName } from '~/ui/client-words'
import { KeptNotice, useKeptOffer } from '~/ui/kept-notice'
import { Page } from '~/ui/page'
import { ProgramForm } from '~/ui/program-form'
import { sentenceOf } from '~/ui/refusals'
import { ScreeningNotice, standingOf } from '~/ui/screening-notice'
import { StartFrom } from '~/ui/start-from'

export const meta: MetaFunction = () => [{ title: 'Raise a program · Clearway' }]

const pathKind = 'routes/clients.$clientId_.programs.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:raise')
  const at = new Date()
  const asked = { clientId: params.clientId, pathKind, at, action: 'program:raise' } as const
  const wanted = wantedIn(new URL(request.url).searchParams)
  const page = await readFramedClient(member, asked, async (query, client, shell) => {
    const clientId = client.id
    const raised = { programId: null, raisedBy: member.memberId, supervisedBy: null, content: null }
    const around = await aroundProgram(query, { ...raised, clientId, at })
    const standing = standingOf(around.facts.screening)
    const kept = await findKeptForm(query, { clientId, versionId: null })
    const chosen = await startFor(query, wanted.start, { clientId, unit: member.clinic.units })
    if (chosen === 'not-there') return null
    const usual = startOf(standing === 'no-cuff' || wanted.isWithoutCuff, around.facts.lops[0]?.cuffWidthCm)
    return {
      shell,
      client: { id: clientId, name: clientName(client) },
      around,
      standing,
      starts: await listStarts(query, clientId),
      start: (wanted.isKept && kept ? inUnitOf(kept.typed, member.clinic.units) : null) ?? chosen ?? usual,
      kept: kept && !wanted.isKept ? { id: kept.id, keptAt: kept.keptAt, isOutrun: false } : null,
      plateStepG: member.clinic.plateStepG,
      key: randomUUID(),
    }
  })
  if (page) return page
  await noteDenial(member, { clientId: params.clientId ?? null, pathKind, occurredAt: at })
  throw new Response(null, { status: 404 })
}

function wantedIn(params: URLSearchParams) {
  const side = injuredSides.find((one) => one === params.get('side')) ?? null
  return {
    start: { from: params.get('from') || null, template: params.get('template') || null, side },
    isKept: params.has('kept'),
    isWithoutCuff: params.get('without') === 'cuff',
  }
}

/** Three sessions a week for three weeks; the cuff is the one last used on the client. */
function startOf(isWithoutCuff: boolean, cuffWidthCm: number | undefined): TypedForm {
  const line = isWithoutCuff ? usualPlainLine : { ...usualLine, cuffWidthCm: cuffWidthCm?.toString() }
  return { rhythm: 'week', sessionsPerWeek: '3', sessionsPerDay: '1', weeks: '3', lines: [line] }
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
  const { shell, client, around, standing, starts, start, kept, plateStepG, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { search } = useLocation()
  const { formats } = shell
  const offer = useKeptOffer(kept, `${client.id}${search}`)
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
        <KeptNotice offer={offer} format={formats} />
        {standing === 'no-exercise' ? null : <StartFrom starts={starts} format={formats} />}
        {standing === 'no-exercise' ? null : (
          <ProgramForm
            key={`${client.id}${search}`}
            commandKey={key}
            start={start}
            kept={{ subject: { clientId: client.id }, isOffered: offer !== null }}
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
