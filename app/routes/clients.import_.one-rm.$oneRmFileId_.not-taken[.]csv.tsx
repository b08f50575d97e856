/** The rows of a file of tested maxima that were not taken, for whoever brought it: harmless in a spreadsheet. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { oneRmNotTakenCsv } from '~/data/one-rm-report.server'
import { readClinic } from '~/database/door.server'
import { oneRmReasonWords } from '~/ui/one-rm-words'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const csv = await readClinic(member, (query) => oneRmNotTakenCsv(query, params.oneRmFileId, oneRmReasonWords))
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="not-taken.csv"',
    },
  })
}
