/** A set entered in error: struck through with its reason, and replaced by the set as it was done. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { correctionForm, mistakesIn } from '~/data/correction-form.server'
import { readOnFloor } from '~/data/floor-door.server'
import { isId } from '~/data/id.server'
import { liveSession } from '~/data/live-session.server'
import { findSessionDose } from '~/data/session-dose.server'
import { correctSet } from '~/data/set-corrections.server'
import { readSet } from '~/data/set-form.server'
import { shellOf } from '~/data/shell.server'
import { setFacts, withBasis } from '~/domain/live-limits'
import type { SetDeviation } from '~/domain/set-standing'
import { Card } from '~/ui/card'
import { CorrectionForm } from '~/ui/correction-form'
import { BeyondList } from '~/ui/live/beyond-list'
import { DoneSets } from '~/ui/live/done-sets'
import { lineTitle } from '~/ui/live/line-words'
import { SetFields } from '~/ui/live/set-again'
import { typedOf } from '~/ui/live/typed-set'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { StruckNote } from '~/ui/struck-note'

export const meta: MetaFunction = () => [{ title: 'Put a set right · Clearway' }]

const pathKind = 'routes/sessions.$sessionId_.sets_.$setId.correction'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'entry:correct')
  const at = new Date()
  return readOnFloor(
    member,
    { id: params.sessionId, pathKind, action: 'entry:correct', at },
    (query, id) => findSessionDose(query, member, id),
    async (query, dose) => {
      const session = await liveSession(query, member, dose, at)
      const struck = dose.struckSets.find(({ id }) => id === params.setId)
      const set = struck ?? dose.sets.find(({ id }) => id === params.setId)
      const line = session.lines.find(({ id }) => id === set?.lineId)
      if (!set || !line) throw new Response(null, { status: 404 })
      return {
        session,
        set,
        line,
        struck: struck?.struck ?? null,
        shell: await shellOf(member, query),
        key: randomUUID(),
      }
    },
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'entry:correct')
  const { sessionId = '', setId = '' } = params
  if (!isId(sessionId) || !isId(setId)) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const said = parseWithZod(form, { schema: correctionForm() })
  const read = typed.how === 'strike' ? null : readSet(form, member.clinic.units)
  if (said.status !== 'success' || read?.ok === false) {
    const mistakes = [...mistakesIn(said), ...(read?.ok === false ? read.mistakes : [])]
    return data({ typed, beyond: [] as SetDeviation[], mistakes }, { status: 400 })
  }
  const { key, why } = said.value
  const told = read ? read.set : null
  const outcome = await correctSet(member, { key, at: new Date(), sessionId, setId, why, told })
  if (outcome.ok) return redirect(`/sessions/${sessionId}`, 303)
  return data({ typed, beyond: outcome.beyond, mistakes: [sentenceOf(outcome.why)] }, { status: 409 })
}

export default function SetCorrectionPage() {
  const { session, set, line, struck, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { formats } = shell
  const beyond = withBasis(answer?.beyond ?? [], setFacts(session, line), session.clearedOn)
  return (
    <Page
      shell={shell}
      title="Put a set right"
      sub={`${session.clientName} · ${lineTitle(line)}`}
      crumbs={[{ label: 'Session', to: `/sessions/${session.id}` }]}
    >
      <div className="stack max-w-2xl">
        <Card title="As it stands there">
          {struck ? (
            <StruckNote struck={struck} format={formats}>
              Set {set.setNumber}: {set.reps} reps
            </StruckNote>
          ) : (
            <DoneSets sets={[set]} format={formats} />
          )}
        </Card>
        {struck ? null : (
          <Card title="How was it really?">
            <CorrectionForm
              commandKey={answer?.typed.key ?? key}
              typed={answer?.typed ?? {}}
              mistakes={answer?.mistakes ?? []}
              notAtAll="It was not done at all"
              beyond={beyond.length > 0 ? <BeyondList beyond={beyond} format={formats} /> : null}
            >
              <input type="hidden" name="lineId" value={line.id} />
              <SetFields line={line} typed={answer?.typed ?? typedOf(set, formats.units)} units={formats.units} />
            </CorrectionForm>
          </Card>
        )}
      </div>
    </Page>
  )
}
