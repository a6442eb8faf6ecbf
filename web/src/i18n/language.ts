import { computed, readonly, ref, shallowRef, type ShallowRef } from 'vue'

export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

const storageKey = 'liveshop.language'
const language = ref<Language>('en')
/** The language that is being loaded, or the current one. */
let target: Language = 'en'
const catalogues: ((language: Language) => Promise<() => void>)[] = []

const isLanguage = (value: string | null | undefined): value is Language => !!value && value in languages

// A browser may forbid storage; the choice then lasts as long as the page.
function loadLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

function saveLanguage(chosen: Language): void {
  try {
    localStorage.setItem(storageKey, chosen)
  } catch {
    // It lasts as long as the page.
  }
}

/** The language chosen before, or else the first supported one of the browser's, or else English. */
export function preferredLanguage(wanted: readonly string[] = navigator.languages): Language {
  const chosen = loadLanguage()
  if (isLanguage(chosen)) return chosen
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

/** The browser's regional variant of the language, so that de-AT and en-GB get their own formats. */
const locale = computed(
  () => navigator.languages.find((tag) => tag.toLowerCase().startsWith(language.value)) ?? language.value,
)

/** Switches after all catalogues are loaded, so that no page mixes two languages. */
export async function setLanguage(next: Language): Promise<void> {
  target = next
  const switches = await Promise.all(catalogues.map((load) => load(next))).catch((error: unknown) => {
    target = language.value
    throw error
  })
  switches.forEach((apply) => { apply() })
  language.value = next
  document.documentElement.lang = next
}

export async function chooseLanguage(next: Language): Promise<void> {
  saveLanguage(next)
  await setLanguage(next)
}

export const useLanguage = () => ({ language: readonly(language), locale })

export interface Catalogue<M> {
  messages: Readonly<ShallowRef<M>>
  /** Settles when the catalogue has the current language, or the one that is being loaded; awaited by routes that load their own catalogue. */
  ready: Promise<void>
}

/** The messages of one part of the app: English at once, other languages loaded when they are chosen. */
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
  return { messages, ready: load(target).then((apply) => { apply() }) }
}
