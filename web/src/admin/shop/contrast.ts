import type { AccentColor, AccentColors } from '../../api/types'

/**
 * The server's rules for accent colours (AccentColors.cs), so that they are judged while they are typed. A table of colours in
 * LiveShop.Tests/Shop/accents.json is held against both.
 */
type Rgb = readonly [number, number, number]

export interface Contrast {
  text: number
  page: number
}

export const textContrast = 4.5
export const controlContrast = 3

const darkestLightGround: Rgb = [0xf1, 0xe9, 0xdf]
const lightestDarkGround: Rgb = [0x2a, 0x21, 0x1d]
const lightText: Rgb = [0xff, 0xfa, 0xf6]
const darkText: Rgb = [0x22, 0x11, 0x0a]
const steps = 20

export const isColor = (text: string): boolean => /^#[\da-f]{6}$/i.test(text)

const parse = (text: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16)) as unknown as Rgb
const write = (color: Rgb): string => `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`

function linear(channel: number): number {
  const value = channel / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
const luminance = ([red, green, blue]: Rgb) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one) + 0.05, luminance(other) + 0.05].toSorted((a, b) => a - b) as [number, number]
  return light / dark
}

const textOn = (color: Rgb) => (contrast(color, lightText) >= contrast(color, darkText) ? lightText : darkText)

const lighter = (color: Rgb, share: number) =>
  color.map((channel) => Math.floor(channel + (255 - channel) * share + 0.5)) as unknown as Rgb

const withText = (color: Rgb): AccentColor => ({ accent: write(color), onAccent: write(textOn(color)) })

function forDarkScheme(color: Rgb): Rgb {
  const isGood = (mixed: Rgb) =>
    contrast(mixed, textOn(mixed)) >= textContrast && contrast(mixed, lightestDarkGround) >= textContrast
  return Array.from({ length: steps + 1 }, (_, step) => lighter(color, step / steps)).find(isGood) ?? lightText
}

/** The contrasts of text on the colour and of the colour on the page. */
export function contrastsOf(color: string, scheme: 'light' | 'dark'): Contrast {
  const rgb = parse(color)
  return {
    text: contrast(rgb, textOn(rgb)),
    page: contrast(rgb, scheme === 'light' ? darkestLightGround : lightestDarkGround),
  }
}

export const isReadable = ({ text, page }: Contrast): boolean => text >= textContrast && page >= controlContrast

/** What the pages make of an accent; without one for the dark scheme it is derived. */
export const accentColorsOf = (light: string, dark: string): AccentColors => ({
  light: withText(parse(light)),
  dark: withText(dark ? parse(dark) : forDarkScheme(parse(light))),
})

/** Rounded down, because 4.49 is not 4.5. */
export const ratio = (value: number, locale: string): string =>
  `${new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(Math.floor(value * 10) / 10)}:1`
