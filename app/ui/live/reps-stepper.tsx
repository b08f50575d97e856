/** The repetitions of a set, counted with a thumb: two large buttons round a number that can also be typed. */
import { useEffect, useRef } from 'react'

export function RepsStepper({ reps, name = 'reps' }: { reps: number; name?: string }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.value = String(reps)
  }, [reps])
  const add = (by: number) => {
    if (input.current) input.current.value = String(Math.max(0, (Number(input.current.value) || 0) + by))
  }
  return (
    <div className="reps">
      <button
        type="button"
        className="button reps-step needs-script"
        aria-label="One rep fewer"
        onClick={() => add(-1)}
      >
        −
      </button>
      <label className="reps-count">
        <input
          ref={input}
          type="number"
          inputMode="numeric"
          name={name}
          defaultValue={reps}
          min={0}
          max={1000}
          step={1}
          required
          autoComplete="off"
        />
        <span className="small dim">reps done</span>
      </label>
      <button type="button" className="button reps-step needs-script" aria-label="One rep more" onClick={() => add(1)}>
        +
      </button>
    </div>
  )
}
