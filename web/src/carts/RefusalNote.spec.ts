// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { product } from '../testing'
import type { Refusal } from './refusal'
import RefusalNote from './RefusalNote.vue'

beforeEach(() => { setActivePinia(createPinia()) })

it.each<[Refusal['reason'], number, string]>([
  ['sold-out', 0, 'Mug just sold out.'],
  ['only-left', 2, 'Only 2 of Mug left.'],
  ['gone', 0, 'Mug is no longer sold.'],
  ['unreachable', 0, 'Mug was not added: the shop did not answer.'],
  ['other', 0, 'Mug could not be added.'],
])('the refusal %s is explained in a sentence', (reason, available, sentence) => {
  const note = mount(RefusalNote, { props: { refusal: { product: product('mug'), reason, available } } })
  expect(note.get('p').text()).toBe(sentence)
})
