/** The rows of a list that were not taken, for whoever brought it: harmless in a spreadsheet. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { notTakenCsv } from '~/data/roster-report.server'
import { getRoster } from '~/data/rosters.server'
import { readClinic } from '~/database/door.server'
import { notTakenWords } from '~/ui/roster-words'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  const csv = await readClinic(member, async (query) =>
    notTakenCsv(query, await getRoster(query, params.rosterId), notTakenWords),
  )
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="not-taken.csv"',
    },
  })
}
