/** Buttons and links that look like them; one primary on a page. */
import type { LinkProps } from '@remix-run/react'
import type { ButtonHTMLAttributes } from 'react'
import { Link } from './link'

export type ButtonLook = {
  look?: 'primary' | 'plain' | 'danger' | 'quiet'
  size?: 'small' | 'large'
}

export function buttonClass({ look, size }: ButtonLook): string {
  return ['button', look && `button-${look}`, size && `button-${size}`].filter(Boolean).join(' ')
}

export function Button({ look, size, type = 'button', ...rest }: ButtonLook & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button {...rest} type={type} className={buttonClass({ look, size })} />
}

export function ButtonLink({ look, size, ...rest }: ButtonLook & LinkProps) {
  return <Link {...rest} className={buttonClass({ look, size })} />
}
