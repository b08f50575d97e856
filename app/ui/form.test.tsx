import { useForm } from '@conform-to/react'
import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { Checkbox, RadioCards } from './choice'
import { CommandKey, FormErrors, NumberInput, PasswordInput, Select, Textarea, TextInput } from './form'
import { ErrorSummary } from './notice'

/** The text of the elements that describe a control, as a screen reader joins them. */
function descriptionOf(control: HTMLElement): string {
  const ids = control.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent ?? `#${id} is missing`).join(' | ')
}

describe('a field with a mistake', () => {
  test('is marked, and described by its error, its hint and its unit', () => {
    render(<NumberInput name="systolic" label="Systolic" hint="The upper number" unit="mmHg" errors={['Enter it']} />)
    const input = screen.getByLabelText('Systolic')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(descriptionOf(input)).toBe('Enter it | The upper number | mmHg')
  })

  test('keeps what was typed', () => {
    render(<TextInput name="name" label="Name" defaultValue="Ána" errors={['Too short']} />)
    expect(screen.getByDisplayValue('Ána').getAttribute('aria-invalid')).toBe('true')
  })

  test('that is a group, describes the group', () => {
    render(<RadioCards name="side" label="Side" options={[{ value: 'left', label: 'Left' }]} errors={['Choose one']} />)
    expect(descriptionOf(screen.getByRole('group', { name: 'Side' }))).toBe('Choose one')
  })

  test('that is a box to tick, describes the box', () => {
    render(<Checkbox name="read" label="I have read the screening" errors={['Confirm it']} />)
    expect(descriptionOf(screen.getByRole('checkbox'))).toBe('Confirm it')
  })
})

test('a field without a mistake is neither marked nor described', () => {
  render(<Textarea name="why" label="Why" />)
  const area = screen.getByLabelText('Why')
  expect(area.getAttribute('aria-invalid')).toBeNull()
  expect(area.getAttribute('aria-describedby')).toBeNull()
})

describe('with the fields of Conform', () => {
  function Screening() {
    const [form, fields] = useForm<{ limb: string; pain: string; side: string; password: string }>({
      id: 'screening',
      lastResult: {
        status: 'error',
        initialValue: { limb: 'left-leg', pain: '11', side: 'right', password: 'typed' },
        error: { pain: ['Pain is 0 to 10'], '': ['Nothing was saved'] },
      },
      constraint: { pain: { required: true, max: 10 } },
    })
    return (
      <form id={form.id}>
        <FormErrors id={form.errorId} errors={form.errors} />
        <Select field={fields.limb} label="Limb" options={[{ value: 'left-leg', label: 'Left leg' }]} placeholder="" />
        <NumberInput field={fields.pain} label="Pain" />
        <RadioCards field={fields.side} label="Side" options={[{ value: 'right', label: 'Right' }]} />
        <PasswordInput field={fields.password} label="Password" />
        <CommandKey value="a-key" />
      </form>
    )
  }

  test('the answer of the server fills the fields again and names each mistake beside its field', () => {
    render(<Screening />)
    const pain = screen.getByLabelText<HTMLInputElement>('Pain')
    expect(pain.value).toBe('11')
    expect(pain.max).toBe('10')
    expect(pain.required).toBe(true)
    expect(descriptionOf(pain)).toBe('Pain is 0 to 10')
    expect(screen.getByLabelText<HTMLSelectElement>('Limb').value).toBe('left-leg')
    expect(screen.getByRole<HTMLInputElement>('radio').checked).toBe(true)
    expect(screen.getByRole('alert').textContent).toBe('Nothing was saved')
  })

  test('a password is never given back', () => {
    render(<Screening />)
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('')
  })

  test('the command key goes with the form', () => {
    const { container } = render(<Screening />)
    expect(new FormData(container.querySelector('form') ?? undefined).get('key')).toBe('a-key')
  })
})

test('the summary of mistakes leads to each field and takes the focus', () => {
  render(<ErrorSummary mistakes={[{ message: 'Enter the upper number', fieldId: 'sys' }, { message: 'Rest first' }]} />)
  expect(screen.getByRole('link', { name: 'Enter the upper number' }).getAttribute('href')).toBe('#sys')
  expect(document.activeElement).toBe(screen.getByRole('alert'))
})
