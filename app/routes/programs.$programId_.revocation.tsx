/** Taking a clearance back, signed: the program stops at once. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { fieldOfAct, revocationForm } from '~/data/act-forms.server'
import { personOf } from '~/data/acting.server'
import { revokeClearance } from '~/data/decisions.server'
import { orDenied } from '~/data/program-door.server'
import { readRevocation } from '~/data/revocation-page.server'
import { roleToSignAs } from '~/domain/clearance'
import { whyNotRevoke } from '~/domain/program-acts'
import { ActPage } from '~/ui/program/act-page'
import { RevocationEffects } from '~/ui/program/revocation-effects'
import { RevocationFields } from '~/ui/program/revocation-fields'
import { refusedForm } from '~/ui/refused-form'
import { alsoAfterConflict } from '~/ui/revalidation'

export const meta: MetaFunction = () => [{ title: 'Revoke a clearance · Clearway' }]

const pathKind = 'routes/programs.$programId_.revocation'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:revoke')
  const at = new Date()
  const page = await readRevocation(member, { programId: params.programId, pathKind, at })
  const { name, licence } = member
  const role = roleToSignAs(member, member.roles.includes('doctor')) ?? 'physical-therapist'
  return {
    ...page,
    whyNot: whyNotRevoke(page.program, personOf(member)),
    at,
    signer: { name, licence, role },
    commandKey: randomUUID(),
  }
}

export async function action({ request, params: { programId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:revoke')
  const submission = parseWithZod(await request.formData(), { schema: revocationForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { password, code, ...asked } = submission.value
  const confirmed = await confirmMember(request, member, { password, code }, 'sign:revoked', asked.contentHash)
  if (!confirmed.ok) return data(refusedForm(submission, confirmed.why, fieldOfAct), { status: 400 })
  const { reauthenticationId } = confirmed
  const at = new Date()
  const outcome = await orDenied(member, { programId, pathKind, at }, (programId) =>
    revokeClearance(member, { ...asked, programId, reauthenticationId, at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAct), { status: 409 })
  return redirect(`/programs/${programId}?done=revoked`, 303)
}

export const shouldRevalidate = alsoAfterConflict

export default function RevocationRoute() {
  const { signer, at, facts, ...page } = useLoaderData<typeof loader>()
  const { licence } = signer
  return (
    <ActPage
      {...page}
      title="Revoke the clearance"
      says={<RevocationEffects program={page.program} facts={facts} format={page.shell.formats} />}
      lastResult={useActionData<typeof action>()}
      confirm={null}
    >
      {(fields) =>
        licence && page.program.inForce ? (
          <RevocationFields
            fields={fields}
            signer={{ ...signer, licence }}
            inForce={page.program.inForce}
            at={at}
            format={page.shell.formats}
          />
        ) : null
      }
    </ActPage>
  )
}
