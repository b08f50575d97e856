/** How far something is that goes on in the background, looked at again by itself, without JavaScript as well. */
import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { type ClinicFormat, formatNumber } from './format'

/** `things`: "rows". */
type Props = { isRunning: boolean; done: number; all: number; things: string; format: ClinicFormat }

const lookAgainMs = 1_000

export function RunLine({ isRunning, done, all, things, format }: Props) {
  useLookingAgain(isRunning)
  const name = `${things.charAt(0).toUpperCase()}${things.slice(1)} done`
  return (
    <>
      {isRunning ? (
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
      ) : null}
      <div role="status" className="grid gap-2">
        <progress className="progress-line" value={done} max={Math.max(all, 1)} aria-label={name} />
        <p>{`${formatNumber(done, format)} of ${formatNumber(all, format)} ${things}`}</p>
      </div>
    </>
  )
}

function useLookingAgain(isRunning: boolean) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!isRunning || state !== 'idle') return
    const timer = setTimeout(revalidate, lookAgainMs)
    return () => clearTimeout(timer)
  }, [isRunning, revalidate, state])
}
