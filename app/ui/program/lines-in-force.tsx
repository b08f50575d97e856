/** The lines of a program with the dose worked out: the lower of version and limit, in kg and mmHg where they can be known. */
import { prescribedLoad, pressureMmhg } from '~/domain/dose'
import { lowerOf } from '~/domain/limits'
import { isBfr } from '~/domain/prescription'
import type { LineInForce } from '~/domain/program-record'
import { nameOfLine } from '~/domain/version-fields'
import { type ClinicFormat, formatLoad, formatPercent, formatSeconds } from '../format'
import { modeWords } from '../words'

type Props = { lines: readonly LineInForce[]; plateStepG: number; format: ClinicFormat }

export function LinesInForce({ lines, plateStepG, format }: Props) {
  return (
    <div className="table-frame table-cards">
      <table className="table">
        <caption className="sr-only">The lines of the program</caption>
        <thead>
          <tr>
            <th scope="col">Exercise</th>
            <th scope="col">Load</th>
            <th scope="col">Sets</th>
            <th scope="col">Cuff</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((each) => (
            <tr key={each.line.id}>
              <td className="lead">
                <b>{nameOfLine(each.line)}</b>
                <span className="sub">{modeWords[each.line.mode]}</span>
              </td>
              <td data-label="Load">
                <Dose says={loadSays(each, plateStepG, format)} />
              </td>
              <td data-label="Sets">
                <Dose says={setsSays(each)} />
              </td>
              <td data-label="Cuff">
                <Dose says={cuffSays(each, format)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The figure to work with, and how it came about. */
type Says = { value: string; how: string }

function Dose({ says }: { says: Says | null }) {
  if (!says) return <span className="dim">–</span>
  return (
    <>
      <b className="num">{says.value}</b>
      {says.how ? <span className="sub">{says.how}</span> : null}
    </>
  )
}

function loadSays({ line, limits, oneRmG }: LineInForce, plateStepG: number, format: ClinicFormat): Says | null {
  const { load } = line
  const limit = line.mode === 'strength-test' ? null : limits.maxLoadPercent
  if (load.kind === 'none') return null
  if (load.kind === 'rpe') return { value: `RPE ${load.ceiling} at most`, how: limitWords(limit, 'of 1RM') }
  const prescribed = prescribedLoad(line, oneRmG, plateStepG, limits)
  if (load.kind === 'kg') {
    const value = formatLoad(prescribed?.loadG ?? load.loadG, format)
    return { value, how: prescribed ? limitWords(limit, 'of 1RM') : 'its limit needs a tested 1RM' }
  }
  const percent = `${formatPercent(lowerOf(load.percent, limit), format)} of 1RM${isLower(load.percent, limit)}`
  return prescribed
    ? { value: formatLoad(prescribed.loadG, format), how: percent }
    : { value: percent, how: 'no tested 1RM of this limb' }
}

function setsSays({ line }: LineInForce): Says | null {
  const { reps, restSeconds, tempoSeconds, aerobic } = line
  if (aerobic) return { value: `${aerobic.minutes} min`, how: `${aerobic.intensityPercent} % of VO2max or HRR` }
  if (reps.length === 0) return null
  const rest = restSeconds === null ? [] : [`rest ${formatSeconds(restSeconds)}`]
  const tempo = tempoSeconds === null ? [] : [`${tempoSeconds} s a rep`]
  return { value: reps.join('-'), how: [...rest, ...tempo].join(', ') }
}

function cuffSays({ line, limits, lopMmhg }: LineInForce, format: ClinicFormat): Says | null {
  const { restriction } = line
  if (!restriction || !isBfr(line.mode)) return null
  const { pressure, cuffWidthCm, restrictionMinutes, reperfusionSeconds } = restriction
  const mmhg = pressureMmhg(line, lopMmhg, limits)
  const asked =
    pressure.kind === 'mmhg'
      ? `${pressure.mmhg} mmHg`
      : `${formatPercent(lowerOf(pressure.percent, limits.maxPressurePercent), format)} of LOP${isLower(pressure.percent, limits.maxPressurePercent)}`
  const time = `${cuffWidthCm} cm, on ${restrictionMinutes} min, off ${formatSeconds(reperfusionSeconds)}`
  if (mmhg === null) return { value: asked, how: `LOP to be measured · ${time}` }
  return { value: `${mmhg} mmHg`, how: pressure.kind === 'mmhg' ? time : `${asked} · ${time}` }
}

function isLower(asked: number, limit: number | null): string {
  return limit !== null && limit < asked ? `, the limit (asked: ${asked} %)` : ''
}

function limitWords(limit: number | null, of: string): string {
  return limit === null ? '' : `at most ${limit} % ${of}`
}
