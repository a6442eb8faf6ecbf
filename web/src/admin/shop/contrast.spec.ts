import { expect, it } from 'vitest'
import table from '../../../../LiveShop.Tests/Shop/accents.json'
import { accentColorsOf, contrastsOf, isColor, isReadable, ratio } from './contrast'

const errorsOf = (color: string, scheme: 'light' | 'dark') => {
  const { text, page } = contrastsOf(color, scheme)
  return [text < 4.5 && `text ${ratio(text, 'en')}`, page < 3 && `page ${ratio(page, 'en')}`].filter(Boolean)
}
const withRatios = (errors: string[]) => errors.map((error) => `${error}:1`)

it.each(table)('accent $light, dark $dark, is judged as on the server', ({ light, dark, lightErrors, darkErrors, colors }) => {
  expect(errorsOf(light, 'light')).toEqual(withRatios(lightErrors))
  if (dark) expect(errorsOf(dark, 'dark')).toEqual(withRatios(darkErrors))
  if (colors) expect(accentColorsOf(light, dark ?? '')).toEqual(colors)
  expect(isReadable(contrastsOf(light, 'light'))).toBe(lightErrors.length === 0)
})

it('a contrast just under the limit is not rounded up to it', () => {
  expect(ratio(4.499, 'en')).toBe('4.4:1')
  expect(ratio(4.5, 'de')).toBe('4,5:1')
})

it.each(['', '#fff', 'red', '#12345g', '#1234567'])('"%s" is no colour', (text) => {
  expect(isColor(text)).toBe(false)
})
