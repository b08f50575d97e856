import { expect, test } from 'vitest'
import { markup } from './markup'

const signs = `<script>alert("1" && '2')</script>`

test('words are escaped, within an element and within an attribute', () => {
  const page = document.createElement('div')
  page.innerHTML = markup`<p title="${signs}">${signs}</p>`.__html
  expect(page.querySelector('p')?.title).toBe(signs)
  expect(page.textContent).toBe(signs)
  expect(page.querySelectorAll('*')).toHaveLength(1)
})

test('what was made by markup stays markup, one or many, and what only looks like it is never written', () => {
  const bold = markup`<b>${signs}</b>`
  expect(markup`${bold}${[bold, bold]}${null}${undefined}${0}`.__html).toBe(`${bold.__html.repeat(3)}0`)
  const posing = JSON.parse(JSON.stringify(bold)) as typeof bold
  expect(() => markup`${posing}`).toThrow()
  expect(markup`${[posing]}`.__html).not.toContain('<b>')
})
