/** The printed record of an export, for whoever made it: drawn while it is taken, so that its length costs nothing. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { readRecordExport } from '~/data/record-exports.server'
import { recordMembers, recordRows } from '~/data/whole-record.server'
import { recordPdf } from '~/documents/record-pdf.server'
import { streamedBody } from '~/documents/streamed-body.server'
import { recordSheet } from '~/ui/record-sheet/record-sheet'

const pathKind = 'routes/clients.$clientId_.record-export_.$exportId[.]pdf'

export async function loader({ request, params: { clientId, exportId }, context }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:export')
  const at = new Date()
  const taken = await readRecordExport(member, { clientId, exportId, format: 'pdf', pathKind, at })
  if (!taken.isOpen) return redirect(`/clients/${taken.clientId}/record-export?expired=yes`, 303)
  const { locale, timeZone, units } = member.clinic
  const sheet = await recordSheet({
    taken,
    format: { locale, timeZone, units },
    members: await recordMembers(member),
    rows: (table) => recordRows(member, taken.clientId, table),
  })
  return new Response(streamedBody(recordPdf(sheet, at), context), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="record-${taken.chainSeq}.pdf"`,
    },
  })
}
