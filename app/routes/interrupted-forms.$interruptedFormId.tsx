/** After a login: the form that came too late for the last one, to be sent on with one touch, or given up. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { loginHashOf, requireMember } from '~/auth/guard.server'
import { dropInterruptedForm, findInterruptedForm } from '~/auth/interrupted-form.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Page } from '~/ui/page'
import { InterruptedForm } from '~/ui/stay/interrupted-form'

export const meta: MetaFunction = () => [{ title: 'Not saved yet · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  const form = await findInterruptedForm(request, { idHash: loginHashOf(request), id: params.interruptedFormId })
  if (!form) throw new Response(null, { status: 404 })
  return { form, shell: await readClinic(member, (query) => shellOf(member, query)) }
}

/** Gives it up; what sends it on is the form's own page. */
export async function action({ request, params }: ActionFunctionArgs) {
  await requireMember(request)
  const isGone = await dropInterruptedForm(request, { idHash: loginHashOf(request), id: params.interruptedFormId })
  if (!isGone) throw new Response(null, { status: 404 })
  return redirect('/', 303)
}

export default function InterruptedFormPage() {
  const { form, shell } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="You were signed out before this was saved">
      <InterruptedForm form={form} format={shell.formats} />
    </Page>
  )
}
