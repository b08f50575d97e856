/** The sets of a session that were entered in error: they stay to be read, and count nowhere. */
import type { StruckSet } from '~/domain/correction'
import { type ClinicFormat, formatLoad } from '../format'
import { StruckNote } from '../struck-note'
import { lineTitle } from './line-words'

type Titled = { id: string; exercise: string; limb: Parameters<typeof lineTitle>[0]['limb'] }
type Props = { sets: readonly StruckSet[]; lines: readonly Titled[]; format: ClinicFormat }

export function StruckSets({ sets, lines, format }: Props) {
  if (sets.length === 0) return null
  return (
    <section>
      <h2 className="small dim">Struck through</h2>
      <ol className="live-done">
        {sets.map((set) => {
          const line = lines.find(({ id }) => id === set.lineId)
          return (
            <li key={set.id} className="num">
              <span className="w-full">
                <StruckNote struck={set.struck} format={format}>
                  {line ? lineTitle(line) : set.exercise}, set {set.setNumber}: {set.reps} reps
                  {set.loadG === null ? '' : `, ${formatLoad(set.loadG, format)}`}
                </StruckNote>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
