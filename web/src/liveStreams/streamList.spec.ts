// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { configureApi } from '../api/client'
import { stream } from '../testing'
import { useStreamList } from './streamList'

let list: ReturnType<typeof useStreamList>
let wrapper: ReturnType<typeof mount>
afterEach(() => { wrapper.unmount() })

const Host = defineComponent({ setup: () => { list = useStreamList() }, render: () => h('p') })

function show(answer: (status: string | null) => Response) {
  configureApi({ apiBaseUrl: 'http://shop.test' }, (input) =>
    Promise.resolve(answer(new URL((input as Request).url).searchParams.get('status'))),
  )
  wrapper = mount(Host)
  return flushPromises()
}

const page = (...items: object[]) => Response.json({ items, continuationToken: null })
const scheduled = (streamId: string, scheduledFor: string | null) => stream([], { streamId, status: 'scheduled', scheduledFor })

it('the stream list has live streams, and scheduled ones by date with undated last', async () => {
  await show((status) =>
    status === 'live'
      ? page(stream())
      : page(scheduled('undated', null), scheduled('later', '2026-12-02T10:00:00Z'), scheduled('next', '2026-12-01T10:00:00Z')),
  )
  expect(list.live.value.map((one) => one.streamId)).toEqual(['demo'])
  expect(list.coming.value.map((one) => one.streamId)).toEqual(['next', 'later', 'undated'])
  expect(list.empty.value).toBe(false)
})

it('the stream list distinguishes an empty list from a failure', async () => {
  await show(() => page())
  expect([list.state.value, list.empty.value]).toEqual(['ready', true])
  wrapper.unmount()
  await show(() => Response.json({}, { status: 503 }))
  expect([list.state.value, list.empty.value]).toEqual(['failed', false])
})

it('the stream list keeps its streams when a later load fails', async () => {
  let works = true
  await show(() => (works ? page(stream()) : Response.json({}, { status: 503 })))
  works = false
  await list.load()
  expect(list.state.value).toBe('ready')
  expect(list.live.value).toHaveLength(1)
})

it('the stream list has tonight’s stream first although 230 streams without a date come before it', async () => {
  const drafts = Array.from({ length: 230 }, (_, index) => scheduled(`draft-${index}`, null))
  const all = [...drafts, scheduled('tonight', '2026-12-01T18:00:00Z')]
  configureApi({ apiBaseUrl: 'http://shop.test' }, (input) => {
    const { searchParams } = new URL((input as Request).url)
    if (searchParams.get('status') === 'live') return Promise.resolve(page())
    const from = Number(searchParams.get('continuationToken') ?? 0)
    const continuationToken = from + 200 < all.length ? String(from + 200) : null
    return Promise.resolve(Response.json({ items: all.slice(from, from + 200), continuationToken }))
  })
  wrapper = mount(Host)
  await flushPromises()
  await expect.poll(() => list.coming.value[0]?.streamId).toBe('tonight')
})

it('the stream list stays unfolded when it is loaded again', async () => {
  const many = Array.from({ length: 60 }, (_, index) => scheduled(`stream-${index}`, null))
  await show((status) => (status === 'live' ? page() : page(...many)))
  expect([list.coming.value.length, list.hasMore.value]).toEqual([24, true])
  list.showMore()
  await list.load()
  expect([list.coming.value.length, list.hasMore.value]).toEqual([48, true])
  list.showMore()
  expect([list.coming.value.length, list.hasMore.value]).toEqual([60, false])
})
