/** The button that sends a form: says that it is at work, does not send twice, and never changes its size. */
import { useNavigation } from '@remix-run/react'
import { type MouseEvent, type ReactNode, useEffect, useState } from 'react'
import { type ButtonLook, buttonClass } from './button'

type SubmitProps = ButtonLook & {
  children: ReactNode
  /** What it says while the answer is awaited. */
  pendingLabel?: string
  name?: string
  value?: string
  form?: string
  formAction?: string
  formNoValidate?: boolean
}

export function SubmitButton({ children, pendingLabel = 'Saving …', look = 'primary', size, ...rest }: SubmitProps) {
  const { isPending, onClick } = usePending()
  return (
    <button
      {...rest}
      type="submit"
      className={buttonClass({ look, size })}
      aria-disabled={isPending || undefined}
      onClick={onClick}
    >
      <span className="button-words">
        <span className={isPending ? 'invisible' : undefined}>{children}</span>
        <span className={isPending ? undefined : 'invisible'} aria-hidden={!isPending}>
          {pendingLabel}
        </span>
      </span>
    </button>
  )
}

/** Pending is the button that was pressed, while its form is under way; the others stay as they are. */
function usePending() {
  const navigation = useNavigation()
  const [isPressed, setPressed] = useState(false)
  const isUnderWay = navigation.state !== 'idle'
  useEffect(() => {
    if (!isUnderWay) setPressed(false)
  }, [isUnderWay])
  const onClick = (event: MouseEvent) => {
    if (isUnderWay && isPressed) event.preventDefault()
    setPressed(true)
  }
  return { isPending: isPressed && isUnderWay && navigation.formData !== undefined, onClick }
}
