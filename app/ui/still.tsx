/**
 * A part of a page that is only read: the server draws it, and the browser leaves it as it came and is not sent its code.
 * That is fetched when the part has to show something else: another page without loading, or the same with other data.
 */
import { useLocation } from '@remix-run/react'
import { type ComponentType, lazy, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { firstPage } from './first-page'
import { useDrawingKeeper } from './kept-drawings'
import { type Packed, unpacked } from './packed'
import { useFollow } from './use-follow'
import type { useTouch } from './use-touch'

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** What stands on the page and was taken over, or drawn here: never again is it what came from the server. */
const taken = new WeakSet<Element>()

/** Packed, they are all that the part is drawn from, and it asks nothing of what stands around it: the server keeps what it drew of them. */
type Given<Props> = Props | { packed: Packed<Props> }

/**
 * Only for parts that answer to nothing but links, `<details>` and plain forms; one of each `name` on a page. `load` is
 * a dynamic import of the part. One that answers to more gives `useTouch`, and is fetched with the first hand on it.
 */
export function still<Props extends object>(
  name: string,
  load: () => Promise<ComponentType<Props>>,
  useHands: typeof useTouch = useNoHands,
) {
  const Drawn = lazy(() => load().then((part) => ({ default: part }), loadAnew)) as unknown as ComponentType<Props>
  // With another page, its parts are fetched beside its data.
  if (firstPage.isAwake) load().catch(() => undefined)
  return function Still(given: Given<Props>) {
    const place = useRef<HTMLDivElement>(null)
    const [came] = useState(() => htmlOf(name))
    const [Part, setPart] = useState<ComponentType<Props> | null>(came === null ? Drawn : null)
    const again = useRef<(part: Element) => void>()
    const isOther = useIsOther(given) && Part === null
    const { isTouched, released, pressed } = useHands(place, Part === null)
    const follow = useFollow('page')
    const isAsked = isOther || isTouched
    useEffect(() => {
      if (!isAsked) return
      let isGone = false
      const draw = async () => {
        const Loaded = await load()
        await released()
        if (isGone) return
        if (place.current) again.current = placeIn(place.current, pressed())
        setPart(() => Loaded)
      }
      // Better loaded anew than shown as it was; what was only touched stays readable as it came.
      draw().catch(() => !isGone && isOther && location.reload())
      return () => {
        isGone = true
      }
    }, [isAsked, isOther, released, pressed])
    useLayoutEffect(() => {
      if (!place.current) return
      taken.add(place.current)
      if (Part) again.current?.(place.current)
      again.current = undefined
    }, [Part])
    const kept = useKept(Drawn, given)
    if (import.meta.env.SSR && kept) {
      // biome-ignore lint/security/noDangerouslySetInnerHtml: what React itself drew of this very data
      return <div data-still={name} className="contents" dangerouslySetInnerHTML={{ __html: kept }} />
    }
    if (Part) {
      return (
        <div key="drawn" ref={place} data-still={name} className="contents">
          <Part {...propsOf(given)} />
        </div>
      )
    }
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keys themselves
      // biome-ignore lint/a11y/noStaticElementInteractions: only what its links do is done by it
      <div
        key="came"
        ref={place}
        data-still={name}
        className="contents"
        aria-busy={isOther || undefined}
        // Nothing of before is to be read beside what is newer, not for a moment.
        style={isOther ? { visibility: 'hidden' } : undefined}
        onClick={follow}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: what React itself drew on the server, and left as it is
        dangerouslySetInnerHTML={{ __html: came ?? '' }}
      />
    )
  }
}

function propsOf<Props extends object>(given: Given<Props>): Props {
  return 'packed' in given ? unpacked(given.packed) : given
}

const useKept = import.meta.env.SSR ? useDrawnBefore : () => null

function useDrawnBefore<Props extends object>(Drawn: ComponentType<Props>, given: Given<Props>) {
  const keeper = useDrawingKeeper()
  return 'packed' in given ? keeper?.drawnOf(Drawn, given.packed, () => <Drawn {...propsOf(given)} />) : null
}

/** Never resolves: the page is on its way. */
function loadAnew(): Promise<never> {
  location.reload()
  return new Promise(() => {})
}

const noHands = { isTouched: false, released: async () => {}, pressed: () => null }
const useNoHands = () => noHands

/** What the server drew, while nobody took it over; also where the page is drawn anew because it woke up wrong. */
function htmlOf(name: string): string | null {
  if (typeof document === 'undefined') return null
  const part = document.querySelector(`[data-still="${name}"]`)
  return part && !taken.has(part) ? part.innerHTML : null
}

/** Whether it is to show anything but what it showed first. */
function useIsOther(props: object): boolean {
  const { pathname, search } = useLocation()
  const now: Record<string, unknown> = { ...props, pathname, search }
  const [first] = useState(now)
  return Object.keys({ ...first, ...now }).some((key) => !Object.is(first[key], now[key]))
}

/** Where somebody is in a part, and what they opened or pressed; gives it back to the same part drawn anew. */
function placeIn(part: Element, pressed: Element | null): (drawn: Element) => void {
  const { pathname } = location
  const all = [...part.querySelectorAll(focusable)]
  const focused = document.activeElement ? all.indexOf(document.activeElement) : -1
  const button = pressed ? all.indexOf(pressed) : -1
  const open = [...part.querySelectorAll('details')].map((details) => details.open)
  return (drawn) => {
    if (location.pathname !== pathname) return
    for (const [index, details] of drawn.querySelectorAll('details').entries()) details.open ||= open[index] === true
    const now = drawn.querySelectorAll<HTMLElement>(focusable)
    now[focused]?.focus({ preventScroll: true })
    now[button]?.click()
  }
}
