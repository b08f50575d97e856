/** A session that was entered in error: it stays to be read, counts nowhere, and leads to what replaced it. */
import { Link } from '@remix-run/react'
import type { Struck } from '~/domain/correction'
import { type ClinicFormat, formatInstant } from '../format'
import { Notice } from '../notice'

export function SessionStruck({ struck, format }: { struck: Struck; format: ClinicFormat }) {
  const { reason, by, at, replacedById } = struck
  return (
    <Notice tone="stop" title="Struck through: this session counts nowhere">
      {by}, {formatInstant(at, format)}: {reason}.{' '}
      {replacedById ? <Link to={`/sessions/${replacedById}`}>What replaces it</Link> : 'Nothing replaces it.'}
    </Notice>
  )
}
