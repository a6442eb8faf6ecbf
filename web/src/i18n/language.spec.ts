// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { chooseLanguage, defineMessages, preferredLanguage, setLanguage, useLanguage } from './language'

beforeEach(async () => {
  localStorage.clear()
  await setLanguage('en')
})

const greeting = () =>
  defineMessages({ hello: 'Hello' }, { de: () => Promise.resolve({ default: { hello: 'Hallo' } }) })

it('takes the first of the browser’s languages that is spoken here', () => {
  expect(preferredLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de')
  expect(preferredLanguage(['ja'])).toBe('en')
})

it('remembers a choice over the browser’s wish', async () => {
  await chooseLanguage('de')
  expect(preferredLanguage(['en'])).toBe('de')
})

it('switches all words and the document’s language at run time', async () => {
  const { messages } = greeting()
  await setLanguage('de')
  expect(messages.value.hello).toBe('Hallo')
  expect(document.documentElement.lang).toBe('de')
  expect(useLanguage().language.value).toBe('de')
})

it('gives a catalogue that comes later the language in use', async () => {
  await setLanguage('de')
  const { messages, ready } = greeting()
  await ready
  expect(messages.value.hello).toBe('Hallo')
})

it('stays with the old words when the new ones cannot be loaded', async () => {
  const { messages } = defineMessages({ hello: 'Hello' }, { de: () => Promise.reject(new Error('offline')) })
  await expect(setLanguage('de')).rejects.toThrow()
  expect(messages.value.hello).toBe('Hello')
  expect(useLanguage().language.value).toBe('en')
})
