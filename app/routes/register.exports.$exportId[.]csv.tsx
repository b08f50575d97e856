/** The file of an export, for whoever made it: streamed as it is taken, so that its length costs nothing. */
import { pipeline, type Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { registerCsv } from '~/data/register-csv.server'
import { readRegisterExport } from '~/data/register-export.server'
import { streamedBody } from '~/documents/streamed-body.server'
import { readRegisterFilter, registerFilterWords } from '~/ui/register-filters'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'export:register')
  const page = isId(params.exportId) ? await readRegisterExport(member, params.exportId, new Date()) : null
  if (!page) throw new Response(null, { status: 404 })
  const { found, choices } = page
  if (!found.isOpen) return redirect(`/register/export?${[found.filter, 'expired=yes'].filter(Boolean).join('&')}`, 303)

  const filter = readRegisterFilter(new URLSearchParams(found.filter))
  const csv = registerCsv(member, found, filter, registerFilterWords(filter, choices, member.clinic))
  const headers = new Headers({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="register-${found.chainSeq}.csv"`,
    Vary: 'Accept-Encoding',
  })
  const isZipped = /\bgzip\b/.test(request.headers.get('Accept-Encoding') ?? '')
  if (isZipped) headers.set('Content-Encoding', 'gzip')
  return new Response(streamedBody(isZipped ? zipped(csv) : csv, context), { headers })
}

/** Here and not by the shell, which would take all of it in before the browser took any. */
function zipped(csv: AsyncIterable<Uint8Array>): Readable {
  return pipeline(csv, createGzip(), () => undefined)
}
