/** The bundle of an export, for whoever made it: streamed as it is taken, so that its length costs nothing. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { readRecordExport } from '~/data/record-exports.server'
import { recordMembers, wholeRecord } from '~/data/whole-record.server'
import { fhirBundle } from '~/documents/fhir-bundle.server'
import { inLumps, streamedBody } from '~/documents/streamed-body.server'

const pathKind = 'routes/clients.$clientId_.record-export_.$exportId[.]json'

export async function loader({ request, params: { clientId, exportId }, context }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:export')
  const at = new Date()
  const taken = await readRecordExport(member, { clientId, exportId, format: 'fhir', pathKind, at })
  if (!taken.isOpen) return redirect(`/clients/${taken.clientId}/record-export?expired=yes`, 303)
  const members = (ids: Set<string>) => recordMembers(member, ids)
  const text = fhirBundle({ taken, at, rows: wholeRecord(member, taken.clientId), members })
  return new Response(streamedBody(inLumps(text), context), {
    headers: {
      'Content-Type': 'application/fhir+json; charset=utf-8',
      'Content-Disposition': `attachment; filename="record-${taken.chainSeq}.json"`,
    },
  })
}
