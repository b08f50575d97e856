/** The reports of a client that were signed before, newest first. */
import { Link } from '@remix-run/react'
import type { ClinicianRole } from '~/domain/member'
import { type ClinicFormat, formatInstant } from '../format'
import { Pagination } from '../pagination'
import { professionWords } from '../words'

export type ListedReport = {
  id: string
  addresseeName: string
  addresseePractice: string
  signerName: string
  signedAs: ClinicianRole
  at: string
  exercises: string[]
}

type ListProps = {
  clientId: string
  reports: readonly ListedReport[]
  after: string | null
  format: ClinicFormat
}

export function ReportList({ clientId, reports, after, format }: ListProps) {
  if (reports.length === 0) return <p className="dim">None yet.</p>
  return (
    <>
      <ul className="grid gap-2">
        {reports.map(({ id, addresseeName, addresseePractice, signerName, signedAs, at, exercises }) => (
          <li key={id}>
            <Link to={`/clients/${clientId}/progress/report/${id}`}>{formatInstant(at, format)}</Link>
            {` to ${addresseePractice ? `${addresseeName}, ${addresseePractice}` : addresseeName}`}
            <span className="dim">
              {exercises.length > 0 ? `: ${exercises.join(', ')}` : ''}. Signed by {signerName},{' '}
              {professionWords[signedAs]}.
            </span>
          </li>
        ))}
      </ul>
      <Pagination after={after} before={null} />
    </>
  )
}
