/** Lifting one hold, by itself: by the trainer who placed it, or by a clinician after what it asks for. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { fieldOfAct, liftForm } from '~/data/act-forms.server'
import { liftHold } from '~/data/holds.server'
import { readLift } from '~/data/lift-page.server'
import { pathAfterDecision } from '~/data/next-decision.server'
import { orDenied } from '~/data/program-door.server'
import { isClinician } from '~/domain/member'
import { ActPage } from '~/ui/program/act-page'
import { HoldFacts, LiftFields } from '~/ui/program/lift-fields'
import { refusedForm } from '~/ui/refused-form'
import { filterParams, readWorklistFilter, withDone } from '~/ui/worklist-filters'

export const meta: MetaFunction = () => [{ title: 'Lift a hold · Clearway' }]

const pathKind = 'routes/programs.$programId_.holds.$holdId_.lift'

export async function loader({ request, params: { programId, holdId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:lift')
  const search = new URL(request.url).searchParams
  const asked = { programId, holdId, filter: readWorklistFilter(search), pathKind, at: new Date() }
  const { hold, place, ...page } = await readLift(member, asked)
  const isTrainersOwn = hold.cause === 'trainer' && !isClinician(member.roles)
  return {
    ...page,
    hold,
    whyNot: hold.whyNot,
    place: place && { place, list: filterParams(search) },
    mustCite: !member.roles.includes('doctor'),
    isTrainersOwn,
    commandKey: randomUUID(),
  }
}

export async function action({ request, params: { programId, holdId: otherId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:lift')
  const submission = parseWithZod(await request.formData(), { schema: liftForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const { next, list, ...asked } = submission.value
  const at = new Date()
  const outcome = await orDenied(member, { programId, otherId, pathKind, at }, (programId, holdId) =>
    liftHold(member, { ...asked, programId, holdId, at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAct), { status: 409 })
  if (!next) return redirect(`/programs/${programId}?done=lifted`, 303)
  const filter = readWorklistFilter(new URLSearchParams(list))
  const path = await pathAfterDecision(member, { programId: programId ?? '', filter, wished: next, at })
  return redirect(withDone(path, list ?? '', 'lifted'), 303)
}

export default function LiftRoute() {
  const { hold, mustCite, isTrainersOwn, ...page } = useLoaderData<typeof loader>()
  const { program, shell, place } = page
  return (
    <ActPage
      {...page}
      title="Lift the hold"
      says={<HoldFacts hold={hold} clientId={program.client.id} format={shell.formats} />}
      lastResult={useActionData<typeof action>()}
      confirm={{ words: 'Lift the hold' }}
    >
      {(fields) => (
        <>
          <input type="hidden" name="next" value={place?.place.nextYours?.id ?? ''} />
          <input type="hidden" name="list" value={place?.list ?? ''} />
          <LiftFields
            hold={hold}
            fields={fields}
            mustCite={mustCite}
            isReasonOptional={isTrainersOwn}
            today={program.today}
          />
        </>
      )}
    </ActPage>
  )
}
