/** The client's consent to a program: who explained it, and under 18 which guardian said yes. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { consentForm, fieldOfAct } from '~/data/act-forms.server'
import { recordConsent } from '~/data/consents.server'
import { readProgramAct } from '~/data/program-act.server'
import { orDenied } from '~/data/program-door.server'
import { isMinorOn } from '~/domain/calendar-day'
import { whyNotConsent } from '~/domain/program-acts'
import { Checkbox } from '~/ui/choice'
import { clientName } from '~/ui/client-words'
import { TextInput } from '~/ui/form'
import { ActPage } from '~/ui/program/act-page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Consent · Clearway' }]

const pathKind = 'routes/programs.$programId_.consent'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'consent:record')
  const asked = { programId: params.programId, pathKind, at: new Date(), action: 'consent:record' } as const
  const page = await readProgramAct(member, asked)
  return { ...page, whyNot: whyNotConsent(page.program), explainer: member.name, commandKey: randomUUID() }
}

export async function action({ request, params: { programId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'consent:record')
  const submission = parseWithZod(await request.formData(), { schema: consentForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const at = new Date()
  const outcome = await orDenied(member, { programId, pathKind, at }, (programId) =>
    recordConsent(member, { ...submission.value, programId, at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAct), { status: 409 })
  return redirect(`/programs/${programId}?done=consented`, 303)
}

export default function ConsentRoute() {
  const { explainer, ...page } = useLoaderData<typeof loader>()
  const { client, today } = page.program
  const isMinor = isMinorOn(client.birthDate, today)
  return (
    <ActPage
      {...page}
      title="Record consent"
      says="Without the client’s consent to this program on record, no session of it starts."
      lastResult={useActionData<typeof action>()}
      confirm={{ words: 'Record the consent' }}
    >
      {({ isExplained, guardianName }) => (
        <>
          <Checkbox
            field={isExplained}
            label={`I, ${explainer}, explained this program to ${clientName(client)}, and they agreed to it just now`}
            required
          />
          {isMinor ? (
            <TextInput
              field={guardianName}
              label="Guardian who consented"
              hint="The client is under 18."
              required
              maxLength={200}
              autoComplete="off"
            />
          ) : null}
        </>
      )}
    </ActPage>
  )
}
