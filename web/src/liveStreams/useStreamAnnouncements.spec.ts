// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, shallowRef, type ShallowRef } from 'vue'
import type { LiveStreamState } from '../api/types'
import { product, state } from '../testing'
import * as announcer from '../ui/announcer'
import { useStreamAnnouncements } from './useStreamAnnouncements'

const mug = product('mug')

const listen = (shown: ShallowRef<LiveStreamState | undefined>) =>
  mount(defineComponent({ setup: () => { useStreamAnnouncements(() => shown.value) }, render: () => h('p') }))

async function said(...states: LiveStreamState[]) {
  const announce = vi.spyOn(announcer, 'announce').mockReturnValue()
  const shown = shallowRef<LiveStreamState>()
  listen(shown)
  for (const next of states) {
    shown.value = next
    await nextTick()
  }
  return announce.mock.calls.flat()
}

it('nothing is announced of the initial state', async () => {
  expect(await said(state([mug]))).toEqual([])
})

it('a new product is announced with its price', async () => {
  expect(await said(state(), state([mug]))).toEqual(['New: Mug, €19.90.'])
})

it('a price change is announced with both prices', async () => {
  const cheaper = product('mug', { price: { amount: 1790, currency: 'EUR' } })
  expect(await said(state([mug]), state([cheaper]))).toEqual(['Mug now costs €17.90, before €19.90.'])
})

it('many new products are announced by their number', async () => {
  const many = ['mug', 'vase', 'bowl', 'plate'].map((id) => product(id))
  expect(await said(state(), state(many))).toEqual(['4 new products.'])
})

it('two different streams are not compared', async () => {
  expect(await said(state([mug]), state([], { streamId: 'other' }))).toEqual([])
})

it('a flash sale is announced in few sentences instead of one for each change', async () => {
  vi.useFakeTimers()
  const announce = vi.spyOn(announcer, 'announce').mockReturnValue()
  const ids = Array.from({ length: 8 }, (_, index) => `mug-${index}`)
  const stocks = new Map(ids.map((id) => [id, 14]))
  const shown = shallowRef<LiveStreamState | undefined>(state(ids.map((id) => product(id))))
  const show = () => {
    shown.value = state(ids.map((id) => product(id, { stock: stocks.get(id) ?? 0, price: { amount: 990, currency: 'EUR' } })))
  }
  const wrapper = listen(shown)
  for (let sale = 0; sale < 100; sale++) {
    const id = ids[sale % ids.length] ?? ''
    stocks.set(id, Math.max(0, (stocks.get(id) ?? 0) - 2))
    show()
    await vi.advanceTimersByTimeAsync(100)
  }
  await vi.advanceTimersByTimeAsync(20_000)
  const all = announce.mock.calls.flat()
  expect(all[0]).toBe('8 prices changed.')
  expect(all.at(-1)).toMatch(/^\d products are sold out\.$/)
  expect(all.length).toBeLessThanOrEqual(4)
  wrapper.unmount()
  vi.useRealTimers()
})

it('the end of the stream is announced at once', async () => {
  expect(await said(state(), state([mug]), state([], { status: 'ended' }))).toEqual(['New: Mug, €19.90.', 'The stream has ended.'])
})
