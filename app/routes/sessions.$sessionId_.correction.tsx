/** A session entered in error: struck through with its reason, and reported as it took place, if it did. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { clinicDay, clockOfClinic, instantInClinic } from '~/data/clinic-clock.server'
import { correctionForm, mistakesIn } from '~/data/correction-form.server'
import { readOnFloor } from '~/data/floor-door.server'
import { isId } from '~/data/id.server'
import { reportForm } from '~/data/report-form.server'
import { correctSession, painBefore } from '~/data/session-corrections.server'
import { findSessionDose } from '~/data/session-dose.server'
import { shellOf } from '~/data/shell.server'
import { isBfr } from '~/domain/prescription'
import { Card } from '~/ui/card'
import { CorrectionForm } from '~/ui/correction-form'
import { formatInstant } from '~/ui/format'
import { setsWords } from '~/ui/live/line-words'
import { SessionStruck } from '~/ui/live/session-struck'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { ReportFields } from '~/ui/report-form'

export const meta: MetaFunction = () => [{ title: 'Put a session right · Clearway' }]

const pathKind = 'routes/sessions.$sessionId_.correction'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'entry:correct')
  const at = new Date()
  return readOnFloor(
    member,
    { id: params.sessionId, pathKind, action: 'entry:correct', at },
    (query, id) => findSessionDose(query, member, id),
    async (query, { content, lines, sets, struckSets: _, ...session }) => ({
      session: { ...session, setCount: sets.length, hasBfr: lines.some(({ line }) => isBfr(line.mode)) },
      painNrs: await painBefore(query, session.id),
      clock: await clockOfClinic(query, new Date(session.occurredAt)),
      today: await clinicDay(query, at),
      shell: await shellOf(member, query),
      key: randomUUID(),
    }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'entry:correct')
  const { sessionId = '' } = params
  if (!isId(sessionId)) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const said = parseWithZod(form, { schema: correctionForm() })
  const report = typed.how === 'strike' ? null : parseWithZod(form, { schema: reportForm() })
  if (said.status !== 'success' || (report && report.status !== 'success')) {
    return data({ typed, mistakes: mistakesIn(said, report), needsReason: false }, { status: 400 })
  }
  const { key, why } = said.value
  const told = report ? await toldIn(report.value) : null
  const outcome = await correctSession(member, { key, at: new Date(), sessionId, why, told })
  if (outcome.ok) return redirect(`/sessions/${outcome.sessionId}`, 303)
  const needsReason = outcome.why === 'outside-clearance-needs-reason'
  return data({ typed, mistakes: [sentenceOf(outcome.why)], needsReason }, { status: 409 })

  async function toldIn({
    day,
    time,
    minutes,
    key: _,
    ...session
  }: ReturnType<ReturnType<typeof reportForm>['parse']>) {
    const occurredAt = await instantInClinic(member, day, time)
    return {
      ...session,
      occurredAt,
      endedAt: minutes === null ? null : new Date(occurredAt.getTime() + minutes * 60_000),
    }
  }
}

export default function SessionCorrectionPage() {
  const { session, painNrs, clock, today, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { formats } = shell
  const { id, clientName, programName, programId, kind, occurredAt, setCount, outsideReason, struck } = session
  return (
    <Page
      shell={shell}
      title="Put a session right"
      sub={`${clientName} · ${programName}`}
      crumbs={[
        { label: programName, to: `/programs/${programId}` },
        { label: 'Session', to: `/sessions/${id}` },
      ]}
    >
      <div className="stack max-w-2xl">
        <Card title="As it stands there">
          {kind === 'started' ? 'Started' : 'Reported: took place'} {formatInstant(occurredAt, formats)},{' '}
          {setsWords(setCount)}
          {session.endedAt ? `, ended ${formatInstant(session.endedAt, formats)}` : ''}.
        </Card>
        {struck ? (
          <SessionStruck struck={struck} format={formats} />
        ) : (
          <Card title="How was it really?">
            {kind === 'started' ? (
              <div className="mb-4">
                <Notice tone="wait">
                  This session was started. That it is struck through is told to the clinician, and so is a third
                  session of the day that follows it.
                </Notice>
              </div>
            ) : null}
            <CorrectionForm
              commandKey={answer?.typed.key ?? key}
              typed={answer?.typed ?? {}}
              mistakes={answer?.mistakes ?? []}
              notAtAll="It did not take place"
            >
              <p className="small dim">
                What replaces it counts as reported
                {setCount > 0 ? ', and its sets go with it, each held against the dose again' : ''}.
              </p>
              <ReportFields
                program={{ id: programId, hasBfr: session.hasBfr, today }}
                typed={answer?.typed ?? typedOf({ ...session, painNrs }, clock)}
                isReasonAsked={answer?.needsReason ?? outsideReason !== null}
              />
            </CorrectionForm>
          </Card>
        )}
      </div>
    </Page>
  )
}

type Shown = {
  endedAt: string | null
  occurredAt: string
  place: string
  isBfr: boolean
  outsideReason: string | null
  painNrs: number | null
}

function typedOf(session: Shown, { day, time }: { day: string; time: string }): Partial<Record<string, string>> {
  const { endedAt, occurredAt, place, isBfr: isCuffed, outsideReason, painNrs } = session
  const minutes = endedAt ? Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(occurredAt)) / 60_000)) : null
  return {
    // Any key: what is filled in is what stands there, not a new report.
    key: '',
    day,
    time: time.slice(0, 5),
    place,
    ...(minutes === null ? {} : { minutes: String(minutes) }),
    ...(painNrs === null ? {} : { painNrs: String(painNrs) }),
    ...(isCuffed ? { isBfr: 'on' } : {}),
    ...(outsideReason ? { outsideReason } : {}),
  }
}
