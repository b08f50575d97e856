/** A comment beside each line of a version that goes back; what is said of the whole is the reason. */
import type { Prescription } from '~/domain/prescription'
import { nameOfLine } from '~/domain/version-fields'
import { type FieldMeta, FieldGroup, useWiring } from '../field'
import { Textarea } from '../form'
import type { ClinicFormat } from '../format'
import { doseWords } from './rule-words'

type Props = {
  group: FieldMeta
  lines: readonly { line: Prescription; field: FieldMeta }[]
  /** Shown whatever is chosen, since there is something wrong with them. */
  isKept: boolean
  format: ClinicFormat
}

export function CommentFields({ group, lines, isKept, format }: Props) {
  const hint = 'Where there is something to say. The trainer reads it with the line named.'
  const wiring = useWiring({ field: group }, { hint })
  return (
    <div className={isKept ? 'when-returning is-kept' : 'when-returning'}>
      <FieldGroup wiring={wiring} label="On the lines" hint={hint} optional>
        {lines.map(({ line, field }) => (
          <div key={line.id} className="answer">
            <div className="small">
              <b className="block">
                {line.position}. {nameOfLine(line)}
              </b>
              <span className="dim block">{doseWords(line, format)}</span>
            </div>
            <Textarea
              field={field}
              label={
                <>
                  Your comment
                  <span className="sr-only">
                    {' '}
                    on line {line.position}, {nameOfLine(line)}
                  </span>
                </>
              }
              rows={2}
              maxLength={2000}
            />
          </div>
        ))}
      </FieldGroup>
    </div>
  )
}
