// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { accentProperties, setAccent } from './accent'

const colors = {
  light: { accent: '#a8412a', onAccent: '#fffaf6' },
  dark: { accent: '#e8835f', onAccent: '#22110a' },
}

it('the accent of each scheme goes to the custom properties, and away again', () => {
  const root = document.createElement('div')
  setAccent(colors, root)
  expect(root.style.getPropertyValue('--accent')).toBe('light-dark(#a8412a, #e8835f)')
  expect(root.style.getPropertyValue('--on-accent')).toBe('light-dark(#fffaf6, #22110a)')
  setAccent(null, root)
  expect(root.style.getPropertyValue('--accent')).toBe('')
})

it('a pressed button moves away from the colour of its text', () => {
  expect(accentProperties(colors)['--accent-strong']).toBe(
    'light-dark(color-mix(in srgb, #a8412a 84%, black), color-mix(in srgb, #e8835f 84%, white))',
  )
})
