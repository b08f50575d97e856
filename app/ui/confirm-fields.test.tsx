import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { IsCodeDue } from './code-due'
import { ConfirmFields } from './confirm-fields'

const password = { id: 'sign-password', name: 'password' }
const code = { id: 'sign-code', name: 'code' }

describe('a confirmation', () => {
  it('asks for the password alone while no code is due', () => {
    render(<ConfirmFields fields={{ password, code }} />)
    expect(screen.getByLabelText<HTMLInputElement>('Your password').required).toBe(true)
    expect(screen.queryByLabelText(/^Code/)).toBeNull()
  })

  it('asks for a code where one is due', () => {
    render(
      <IsCodeDue.Provider value={true}>
        <ConfirmFields fields={{ password, code }} />
      </IsCodeDue.Provider>,
    )
    expect(screen.getByLabelText<HTMLInputElement>(/^Code/).required).toBe(true)
  })

  it('asks for one that became due while the page was read, with what is missing beside it', () => {
    render(<ConfirmFields fields={{ password, code: { ...code, errors: ['Type the code.'] } }} />)
    expect(screen.getByLabelText(/^Code/).getAttribute('aria-describedby')).toContain('sign-code-error')
    expect(screen.getByText('Type the code.')).toBeTruthy()
  })
})
