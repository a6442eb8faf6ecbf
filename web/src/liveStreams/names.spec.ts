// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import CartLine from '../carts/CartLine.vue'
import { product, state, stream } from '../testing'
import BaseSheet from '../ui/BaseSheet.vue'
import EndedStage from './EndedStage.vue'
import { useLiveStreamStore } from './liveStreamStore'
import ProductTile from './ProductTile.vue'
import SpotlightCard from './SpotlightCard.vue'
import StreamCard from './StreamCard.vue'
import StreamTitle from './StreamTitle.vue'
import WaitingStage from './WaitingStage.vue'

const name = 'كوب من الخزف الأزرق'
const mug = product('mug', { name })

beforeEach(() => {
  setActivePinia(createPinia())
  useLiveStreamStore().state = state([], { title: name, status: 'scheduled' })
})

const global = { stubs: { RouterLink: RouterLinkStub } }

/** With `dir=auto` a shortened name keeps its beginning in any script. */
it.each([
  ['a tile', () => mount(ProductTile, { props: { product: mug, streamId: 'demo' } })],
  ['the spotlight', () => mount(SpotlightCard, { props: { product: mug, streamId: 'demo' } })],
  ['the cart', () => mount(CartLine, { props: { product: mug, item: { itemId: 'mug', productId: 'mug', variantId: null, quantity: 1, available: null, optionValues: [], product: mug } } })],
  ['a sheet', () => mount(BaseSheet, { props: { title: name, closeLabel: 'Close' } })],
  ['the list of streams', () => mount(StreamCard, { props: { stream: stream([], { title: name }) }, global })],
  ['the live page', () => mount(StreamTitle, { props: { title: name, live: true } })],
  ['the waiting page', () => mount(WaitingStage, { global })],
  ['the last page', () => mount(EndedStage, { global })],
])('an Arabic name has its own direction in %s', (_, show) => {
  const named = show().findAll('[dir=auto]').map((one) => one.text())
  expect(named).toContain(name)
})
