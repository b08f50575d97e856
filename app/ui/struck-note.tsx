/** What was entered in error, still to be read: struck through, by whom and when, why, and whether something replaced it. */
import type { ReactNode } from 'react'
import type { Struck } from '~/domain/correction'
import { type ClinicFormat, formatInstant } from './format'

type NoteProps = { struck: Struck; format: ClinicFormat; children?: ReactNode }

export function StruckNote({ struck, format, children }: NoteProps) {
  const { reason, by, at, replacedById } = struck
  return (
    <>
      {children ? <s>{children}</s> : null}
      <span className="small dim block">
        Struck through by {by}, {formatInstant(at, format)}: {reason}.{' '}
        {replacedById ? 'Replaced.' : 'Nothing replaces it.'}
      </span>
    </>
  )
}
