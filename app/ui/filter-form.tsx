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

export function FilterForm({ filters, words }: { filters: readonly Filter[]; words?: WordsFilter }) {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const names = [...filters, ...(words ? [words] : [])].map(({ name }) => name)
  const kept = [...new URLSearchParams(search)].filter(([name]) => !names.includes(name) && !(name in cursors))
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
        <select
          key={`${filter.name}-${filter.value}`}
          name={filter.name}
          aria-label={filter.label}
          className="control"
          defaultValue={filter.value ?? ''}
          onChange={({ currentTarget }) =>
            navigate(
              { search: withParams(search, { ...cursors, [filter.name]: currentTarget.value }) },
              { preventScrollReset: true },
            )
          }
        >
          <option value="">{filter.anyWord}</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ))}
      <noscript>
        <button type="submit" className={buttonClass({ size: 'small' })}>
          Show
        </button>
      </noscript>
    </Form>
  )
}
