import { fireEvent, render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { FieldMeta } from '../field'
import { RepMaxFields } from './strength-fields'
import type { FieldsProps, MeasurementFieldNames } from './circumstances'

type Typed = Partial<Record<MeasurementFieldNames, string>>

function propsOf(typed: Typed): FieldsProps {
  const field = (name: string): FieldMeta => ({ id: name, name, initialValue: typed[name as MeasurementFieldNames] })
  const fields = new Proxy({}, { get: (_, name) => field(String(name)) }) as FieldsProps['fields']
  const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const
  return { fields, format, formula: 'epley', isJump: false, devices: ['Machine 2'], positions: [], known: null }
}

const form = (typed: Typed) => (
  <form>
    <RepMaxFields {...propsOf(typed)} />
  </form>
)

describe('the estimate of a set to the limit', () => {
  // Epley: 75 kg for 7 are 75 (1 + 7/30) = 92.5 kg.
  it('stands there once the server has seen the set, before any script ran', () => {
    const html = renderToString(form({ load: '75', reps: '7' })).replaceAll('\u00a0', ' ')
    expect(html).toContain('Estimated 1RM 92.5 kg (Epley)')
    expect(renderToString(form({ load: '75' }))).not.toContain('stimated')
    expect(renderToString(form({ load: '75', reps: '7', isFailed: 'on' }))).toContain('the attempt failed')
  })

  it('follows what is typed, and says why there is none', () => {
    render(form({}))
    const said = () => screen.getByRole('status').textContent?.replaceAll('\u00a0', ' ')
    const type = (label: RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
    expect(said()).toBe('')
    type(/^Load/, '75')
    type(/^Repetitions/, '7')
    expect(said()).toBe('Estimated 1RM 92.5 kg (Epley)')
    type(/^Load/, '165 lb')
    // 165 lb are 74.843 kg.
    expect(said()).toBe('Estimated 1RM 92.3 kg (Epley)')
    type(/^Repetitions/, '11')
    expect(said()).toBe('Cannot be estimated: more than 10 repetitions')
    type(/^Repetitions/, '0')
    expect(said()).toBe('Cannot be estimated: 0 repetitions')
    fireEvent.click(screen.getByLabelText(/failed/))
    expect(said()).toBe('Cannot be estimated: the attempt failed')
    type(/^Repetitions/, 'many')
    expect(said()).toBe('')
  })
})
