/** A search that answers as one types, where the browser can; its form does the same by itself. */
import { useFetcher } from '@remix-run/react'
import { type FormEvent, useEffect, useRef, useState } from 'react'

/** As long as somebody takes to the next letter. */
const waitMs = 200
const rowLinks = 'a[data-row-link]'

export type TypedSearch = {
  isSearching: boolean
  onInput: (event: FormEvent<HTMLFormElement>) => void
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

/** `answered` is what the form was answered without this; an answer to older letters is dropped for that to newer ones. */
export function useTypedSearch<Action>(action: string, answered: ReturnType<typeof useFetcher<Action>>['data']) {
  const fetcher = useFetcher<Action>()
  const [isEmpty, setEmpty] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useArrows()
  const send = (form: HTMLFormElement) => {
    clearTimeout(timer.current)
    const isNothing = String(new FormData(form).get('words') ?? '').trim() === ''
    setEmpty(isNothing)
    if (!isNothing) fetcher.submit(form, { method: 'post', action })
  }
  return {
    found: isEmpty ? undefined : (fetcher.data ?? answered),
    isSearching: !isEmpty && fetcher.state !== 'idle',
    onInput: ({ currentTarget }: FormEvent<HTMLFormElement>) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => send(currentTarget), waitMs)
    },
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      send(event.currentTarget)
    },
  }
}

/** Down leads from the words to the first row and on, up back again; Enter opens a row, because it is a link. */
function useArrows() {
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step === undefined || event.metaKey || event.ctrlKey || event.altKey) return
      const places = [...document.querySelectorAll<HTMLElement>(`search input[type="search"], ${rowLinks}`)]
      const at = places.indexOf(document.activeElement as HTMLElement)
      const next = at === -1 ? undefined : places[at + step]
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    document.addEventListener('keydown', move)
    return () => document.removeEventListener('keydown', move)
  }, [])
}
