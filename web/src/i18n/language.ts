import { computed, readonly, ref, shallowRef, type ShallowRef } from 'vue'

export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

const remembered = 'liveshop.language'
const language = ref<Language>('en')
const catalogues: ((language: Language) => Promise<() => void>)[] = []

const isLanguage = (value: string | null | undefined): value is Language => !!value && value in languages

// A browser may forbid storage; the choice then lives as long as the page.
function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(remembered)
  } catch {
    return null
  }
}

function remember(chosen: Language): void {
  try {
    localStorage.setItem(remembered, chosen)
  } catch {
    // See above.
  }
}

/** The language chosen before, else the first of the browser's that we speak, else English. */
export function preferredLanguage(wanted: readonly string[] = navigator.languages): Language {
  const chosen = rememberedLanguage()
  if (isLanguage(chosen)) return chosen
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

/** The browser's own regional variant of the language, so that de-AT and en-GB get their formats. */
const locale = computed(
  () => navigator.languages.find((tag) => tag.toLowerCase().startsWith(language.value)) ?? language.value,
)

/** Switches when all words are there, so that no page is ever half in one language. */
export async function setLanguage(next: Language): Promise<void> {
  const switches = await Promise.all(catalogues.map((load) => load(next)))
  switches.forEach((apply) => { apply() })
  language.value = next
  document.documentElement.lang = next
}

export async function chooseLanguage(next: Language): Promise<void> {
  remember(next)
  await setLanguage(next)
}

export const useLanguage = () => ({ language: readonly(language), locale })

export interface Catalogue<M> {
  messages: Readonly<ShallowRef<M>>
  /** Settles when the catalogue has the language in use; await it in a route that brings its own. */
  ready: Promise<void>
}

/** The words of one part of the app: English at once, the others loaded when they are chosen. */
export function defineMessages<M>(
  english: M,
  others: Record<Exclude<Language, 'en'>, () => Promise<{ default: M }>>,
): Catalogue<M> {
  const messages = shallowRef(english)
  const load = async (next: Language) => {
    const loaded = next === 'en' ? english : (await others[next]()).default
    return () => { messages.value = loaded }
  }
  catalogues.push(load)
  return { messages, ready: load(language.value).then((apply) => { apply() }) }
}
