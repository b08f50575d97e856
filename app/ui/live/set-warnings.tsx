/** Said while one types and counts, before the set is logged: what would go beyond the cleared dose, and why to write down. */
import { useEffect, useRef, useState } from 'react'
import { sides } from '~/domain/limb'
import { type Ahead, limitsAhead, type SessionNow, type ToldSet } from '~/domain/live-limits'
import type { LiveLine } from '~/domain/live-line'
import { type LoadUnit, parseLoad } from '~/domain/units'
import { Textarea } from '../form'
import type { ClinicFormat } from '../format'
import { BeyondList } from './beyond-list'

type WarningsProps = {
  session: SessionNow & { outsideReason: string | null }
  line: LiveLine
  format: ClinicFormat
}

const none: Ahead = { beyond: [], refused: null }

/** Stands inside the form of the set, and reads it. Without JavaScript the answer to the form says the same. */
export function SetWarnings({ session, line, format }: WarningsProps) {
  const place = useRef<HTMLDivElement>(null)
  const [ahead, setAhead] = useState(none)
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    const look = () => {
      const next = limitsAhead(session, line, toldIn(form, line, format.units))
      setAhead((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    look()
    // The buttons of the reps and the seconds of the cuff change a field without its telling so.
    const timer = setInterval(look, 500)
    form.addEventListener('input', look)
    return () => {
      clearInterval(timer)
      form.removeEventListener('input', look)
    }
  }, [session, line, format.units])
  // An effort that is yet to be typed is asked for by its field.
  const beyond = ahead.beyond.filter(({ kind }) => kind !== 'rpe-not-logged')
  return (
    <div ref={place}>
      <p className="sr-only" role="status">
        {beyond.length > 0 ? `Beyond the cleared dose: ${beyond.map(({ says }) => says).join('; ')}.` : ''}
      </p>
      {beyond.length > 0 ? (
        <div className="beyond-box">
          <p>
            <b>Beyond the cleared dose</b>
          </p>
          <BeyondList beyond={beyond} format={format} />
          <Textarea
            name="reason"
            label="What happened?"
            hint="Kept with your name and shown to the clinician."
            rows={2}
            maxLength={500}
            required={!session.outsideReason}
          />
        </div>
      ) : null}
    </div>
  )
}

/** As the server will read it: what is not a number, or left empty, is not known. */
function toldIn(form: HTMLFormElement, line: LiveLine, unit: LoadUnit): ToldSet {
  const fields = new FormData(form)
  const number = (name: string) => {
    const typed = String(fields.get(name) ?? '').replace(',', '.')
    return typed.trim() === '' || Number.isNaN(Number(typed)) ? null : Number(typed)
  }
  const isRestricted = line.cuff !== null && fields.get('isWithoutCuff') === null
  return {
    side: sides.find((side) => side === fields.get('side')) ?? 'both',
    reps: number('reps') ?? 0,
    loadG: parseLoad(String(fields.get('load') ?? ''), unit)?.loadG ?? null,
    rpe: number('rpe'),
    isRestricted,
    restrictionSeconds: isRestricted ? number('restrictionSeconds') : null,
    pressureMmhg: isRestricted ? number('pressureMmhg') : null,
  }
}
