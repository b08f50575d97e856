/** Beside the register: overrides by rule and by clinician. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { listClinicianOverrides, listRuleOverrides } from '~/data/overrides.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { lookBacks } from '~/domain/look-back'
import { OverridesView } from '~/ui/oversight/overrides-view'
import { Page } from '~/ui/page'
import { RegisterTabs } from '~/ui/register-tabs'
import { ruleName } from '~/ui/rule-checks'

export const meta: MetaFunction = () => [{ title: 'Overrides · Clearway' }]

const pathKind = 'routes/register.overrides'
const Period = z.enum(lookBacks).catch('90-days')

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  const period = Period.parse(new URL(request.url).searchParams.get('period'))
  const at = new Date()
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, { kind: 'reading', clientId: null, pathKind, occurredAt: at })
    const byRule = await listRuleOverrides(query, { period, at })
    return {
      shell,
      period,
      byRule: byRule.map((rule) => ({ ...rule, name: ruleName(rule.ruleId) })),
      byClinician: await listClinicianOverrides(query, { period, at }),
    }
  })
}

export default function OverridesPage() {
  const { shell, ...shown } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Register" sub="what was asked for outside the rules, and how it was met">
      <RegisterTabs member={shell.member} />
      <OverridesView {...shown} format={shell.formats} />
    </Page>
  )
}
