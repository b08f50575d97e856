/** What the clinic calls each exercise of a file: those it chose before folded away, the others to be looked at. */
import { Form } from '@remix-run/react'
import { type ReactNode, useId } from 'react'
import type { NameOfFile } from '~/domain/exercise-names'
import { type ClinicFormat, formatNumber } from './format'
import { FormErrors, TextInput } from './form'
import { SubmitButton } from './submit-button'

type Props = {
  names: readonly NameOfFile[]
  /** Names beyond those asked about, which stay as they are. */
  left: number
  /** What one may choose from; other words of one's own are taken too. */
  known: readonly string[]
  /** What was sent and did not do, by the name in the file, and what is wrong with it. */
  typed?: readonly (readonly [nameInFile: string, exercise: string])[]
  mistakes?: readonly (readonly [nameInFile: string, says: string])[]
  errors?: string[]
  format: ClinicFormat
}

export function HistoryNamesForm({ names, left, known, typed, mistakes, errors, format }: Props) {
  const listId = useId()
  const [typedOf, mistakeOf] = [new Map(typed), new Map(mistakes)]
  const remembered = names.filter(({ basis }) => basis === 'remembered')
  const asked = names.filter(({ basis }) => basis !== 'remembered')
  const kept = asked.filter(({ basis }) => basis === 'kept')
  const rare = kept.slice(keptAtOnce)
  const first = asked.filter((name) => !rare.includes(name))
  const isMistaken = (some: readonly NameOfFile[]) => some.some(({ nameInFile }) => mistakeOf.has(nameInFile))
  const fields = (some: readonly NameOfFile[]) => (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {some.map((name) => (
        <NameField
          key={name.nameInFile}
          name={name}
          listId={listId}
          typed={typedOf.get(name.nameInFile)}
          mistake={mistakeOf.get(name.nameInFile)}
          format={format}
        />
      ))}
    </div>
  )
  return (
    <Form method="post" className="form" aria-label="Names of exercises">
      <FormErrors errors={errors} />
      {asked.length > 0 ? <p>{askedWords(asked, remembered)}</p> : null}
      {fields(first)}
      {rare.length > 0 ? (
        <Folded title={`${namesWords(rare, format)} that fewer rows carry, as in the file`} isOpen={isMistaken(rare)}>
          {fields(rare)}
        </Folded>
      ) : null}
      {remembered.length > 0 ? (
        <Folded
          title={`${namesWords(remembered, format)} that your clinic chose before`}
          isOpen={isMistaken(remembered) || asked.length === 0}
        >
          {fields(remembered)}
        </Folded>
      ) : null}
      {left > 0 ? (
        <p className="dim small">
          {formatNumber(left, format)} more names, which the fewest rows carry, stay as they are in the file.
        </p>
      ) : null}
      <datalist id={listId}>
        {known.map((exercise) => (
          <option key={exercise} value={exercise} />
        ))}
      </datalist>
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Show what would happen</SubmitButton>
      </div>
    </Form>
  )
}

/** Those beyond are folded away; what is suggested never is. */
const keptAtOnce = 16

function namesWords(names: readonly NameOfFile[], format: ClinicFormat): string {
  return names.length === 1 ? '1 name' : `${formatNumber(names.length, format)} names`
}

function Folded({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <div className="pt-3">{children}</div>
    </details>
  )
}

function askedWords(asked: readonly NameOfFile[], remembered: readonly NameOfFile[]): string {
  const which = remembered.length > 0 ? 'These are new to your clinic. ' : ''
  const suggested = asked.some(({ basis }) => basis === 'suggested') ? ' Look at those that are suggested.' : ''
  return `${which}Charts put together what has one name, so call an exercise what your programs call it. An empty field keeps the name of the file.${suggested} What you choose is remembered for the clinic.`
}

type FieldProps = {
  name: NameOfFile
  listId: string
  typed: string | undefined
  mistake: string | undefined
  format: ClinicFormat
}

const basisWords: Record<NameOfFile['basis'], string> = {
  remembered: 'as your clinic chose before',
  chosen: 'as you chose',
  suggested: 'suggested',
  kept: 'as in the file',
}

function NameField({ name: { nameInFile, rows, exercise, basis }, listId, typed, mistake, format }: FieldProps) {
  return (
    <div className="min-w-0">
      <input type="hidden" name="nameInFile" value={nameInFile} />
      <TextInput
        name="exercise"
        label={<span className="wrap-anywhere">{nameInFile}</span>}
        hint={`${formatNumber(rows, format)} ${rows === 1 ? 'row' : 'rows'}, ${basisWords[basis]}`}
        list={listId}
        autoComplete="off"
        defaultValue={typed ?? exercise}
        errors={mistake ? [mistake] : undefined}
        maxLength={200}
      />
    </div>
  )
}
