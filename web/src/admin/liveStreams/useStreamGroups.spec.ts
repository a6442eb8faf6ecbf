// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { configureApi } from '../../api/client'
import { stream } from '../../testing'
import { useStreamGroups } from './useStreamGroups'

let ended: string[]

beforeEach(() => {
  vi.useFakeTimers()
  ended = ['one', 'two', 'three']
  configureApi({ apiBaseUrl: 'http://shop.test' }, (request) => {
    const query = new URL((request as Request).url).searchParams
    const place = Number(query.get('continuationToken'))
    const ids = query.get('status') === 'ended' ? ended : []
    const items = ids.slice(place, place + 1).map((streamId) => stream([], { streamId, status: 'ended' }))
    return Promise.resolve(Response.json({ items, continuationToken: place + 1 < ids.length ? String(place + 1) : null }))
  })
})
afterEach(() => { vi.useRealTimers() })

async function listed() {
  let groups: ReturnType<typeof useStreamGroups> | undefined
  mount(defineComponent({ setup: () => { groups = useStreamGroups(); return () => null } }))
  await flushPromises()
  if (!groups) throw new Error('The component was not set up.')
  const { more, groups: shown } = groups
  return { more, ids: () => shown.value.flatMap(({ streams }) => streams.map(({ streamId }) => streamId)) }
}

it('streams shown by Show more stay when the list is polled', async () => {
  const { more, ids } = await listed()
  await more('ended')
  expect(ids()).toEqual(['one', 'two'])
  ended = ['zero', ...ended]
  await vi.advanceTimersByTimeAsync(30_100)
  expect(ids()).toEqual(['zero', 'one'])
  await more('ended')
  expect(ids()).toEqual(['zero', 'one', 'two'])
})
