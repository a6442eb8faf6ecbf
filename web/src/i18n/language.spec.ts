// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { chooseLanguage, defineMessages, preferredLanguage, setLanguage, useLanguage } from './language'

beforeEach(async () => {
  localStorage.clear()
  await setLanguage('en')
})

const greeting = () =>
  defineMessages({ hello: 'Hello' }, { de: () => Promise.resolve({ default: { hello: 'Hallo' } }) })

it('the preferred language is the first supported one of the browser', () => {
  expect(preferredLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de')
  expect(preferredLanguage(['ja'])).toBe('en')
})

it('a chosen language is preferred over the browser’s', async () => {
  await chooseLanguage('de')
  expect(preferredLanguage(['en'])).toBe('de')
})

it('setLanguage switches all messages and the document’s language', async () => {
  const { messages } = greeting()
  await setLanguage('de')
  expect(messages.value.hello).toBe('Hallo')
  expect(document.documentElement.lang).toBe('de')
  expect(useLanguage().language.value).toBe('de')
})

it('a catalogue defined later gets the current language', async () => {
  await setLanguage('de')
  const { messages, ready } = greeting()
  await ready
  expect(messages.value.hello).toBe('Hallo')
})

it('a catalogue defined while another language is being loaded gets that language', async () => {
  const switching = setLanguage('de')
  const { messages, ready } = greeting()
  await Promise.all([switching, ready])
  expect(messages.value.hello).toBe('Hallo')
})

it('a language that cannot be loaded keeps the current one', async () => {
  const { messages } = defineMessages({ hello: 'Hello' }, { de: () => Promise.reject(new Error('offline')) })
  await expect(setLanguage('de')).rejects.toThrow()
  expect(messages.value.hello).toBe('Hello')
  expect(useLanguage().language.value).toBe('en')
})
