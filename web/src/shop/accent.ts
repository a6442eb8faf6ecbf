import type { AccentColor, AccentColors } from '../api/types'

const bothSchemes = (of: (color: AccentColor) => string, { light, dark }: AccentColors) => `light-dark(${of(light)}, ${of(dark)})`

/** Further away from the text on it, so that a pressed button stays readable. */
const stronger = ({ accent, onAccent }: AccentColor) =>
  `color-mix(in srgb, ${accent} 84%, ${Number.parseInt(onAccent.slice(1, 3), 16) > 127 ? 'black' : 'white'})`

/** The custom properties of tokens.css that depend on the accent colour. */
export const accentProperties = (colors: AccentColors): Record<string, string> => ({
  '--accent': bothSchemes(({ accent }) => accent, colors),
  '--on-accent': bothSchemes(({ onAccent }) => onAccent, colors),
  '--accent-strong': bothSchemes(stronger, colors),
  '--accent-wash': 'color-mix(in srgb, var(--accent) 12%, var(--surface))',
})

const names = ['--accent', '--on-accent', '--accent-strong', '--accent-wash']

/** Sets the accent of the whole page; null leaves that of tokens.css. */
export function setAccent(colors: AccentColors | null, { style }: HTMLElement = document.documentElement): void {
  const properties = colors ? accentProperties(colors) : {}
  for (const name of names) style.setProperty(name, properties[name] ?? '')
}
