/** The filters of a list, kept in its address: at once where there is JavaScript, by a button where there is none. */
import { Form, useLocation, useNavigate } from '@remix-run/react'
import { withParams } from './address'
import { buttonClass } from './button'
import type { Option } from './form'

export type Filter = {
  name: string
  /** Said to who does not see it; the choices speak for themselves. */
  label: string
  value: string | null
  /** What stands there while nothing is filtered. */
  anyWord: string
  options: readonly Option[]
}

const cursors = { after: null, before: null }

/** A few words to look for; sent by Enter. */
export type WordsFilter = { name: string; label: string; value: string }

/** A day of the clinic's calendar, from or until which; taken when it is left or by Enter. */
export type DayFilter = { name: string; label: string; value: string | null }

type Props = {
  filters: readonly Filter[]
  words?: WordsFilter
  /** What is asked for less often: put away until it is looked for, or filters. */
  more?: { filters: readonly Filter[]; days: readonly DayFilter[] }
}

export function FilterForm({ filters, words, more }: Props) {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const rarely = more ? [...more.filters, ...more.days] : []
  const names = [...filters, ...rarely, ...(words ? [words] : [])].map(({ name }) => name)
  const kept = [...new URLSearchParams(search)].filter(([name]) => !names.includes(name) && !(name in cursors))
  const show = (name: string, value: string) =>
    navigate({ search: withParams(search, { ...cursors, [name]: value }) }, { preventScrollReset: true })
  return (
    <Form method="get" action={pathname} className="flex flex-wrap gap-2">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {words ? (
        <input
          key={`${words.name}-${words.value}`}
          type="search"
          name={words.name}
          aria-label={words.label}
          placeholder={words.label}
          defaultValue={words.value}
          maxLength={80}
          autoComplete="off"
          className="control"
        />
      ) : null}
      {filters.map((filter) => (
        <ChoiceInput key={`${filter.name}-${filter.value}`} filter={filter} show={show} />
      ))}
      {more ? (
        <details className="more-filters" open={rarely.some(({ value }) => value !== null)}>
          <summary className={buttonClass({ size: 'small' })}>More filters</summary>
          <div className="flex flex-wrap gap-2">
            {more.filters.map((filter) => (
              <ChoiceInput key={`${filter.name}-${filter.value}`} filter={filter} show={show} />
            ))}
            {more.days.map((day) => (
              <DayInput key={`${day.name}-${day.value}`} day={day} show={show} />
            ))}
          </div>
        </details>
      ) : null}
      <noscript>
        <button type="submit" className={buttonClass({ size: 'small' })}>
          Show
        </button>
      </noscript>
    </Form>
  )
}

type Show = (name: string, value: string) => void

function ChoiceInput({ filter: { name, label, value, anyWord, options }, show }: { filter: Filter; show: Show }) {
  return (
    <select
      name={name}
      aria-label={label}
      className="control"
      defaultValue={value ?? ''}
      onChange={({ currentTarget }) => show(name, currentTarget.value)}
    >
      <option value="">{anyWord}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function DayInput({ day: { name, label, value }, show }: { day: DayFilter; show: Show }) {
  const showChanged = (typed: string) => {
    if (typed !== (value ?? '')) show(name, typed)
  }
  return (
    <label className="flex items-center gap-2">
      <span className="dim small">{label}</span>
      <input
        type="date"
        name={name}
        defaultValue={value ?? ''}
        className="control"
        onBlur={({ currentTarget }) => showChanged(currentTarget.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') showChanged(currentTarget.value)
        }}
      />
    </label>
  )
}
