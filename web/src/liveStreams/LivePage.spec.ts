// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useCartStore } from '../carts/cartStore'
import { product, state, stream } from '../testing'
import LivePage from './LivePage.vue'
import { useLiveStreamStore } from './liveStreamStore'

vi.mock('../realtime', () => ({ watch: () => ({ applyServerState: () => undefined, stop: () => undefined }) }))

beforeEach(() => { setActivePinia(createPinia()) })

async function show(change: (store: ReturnType<typeof useLiveStreamStore>) => void) {
  const store = useLiveStreamStore()
  vi.spyOn(store, 'open').mockReturnValue()
  const page = mount(LivePage, {
    props: { streamId: 'demo' },
    global: { stubs: { RouterLink: RouterLinkStub, LiveStage: { template: '<p>Stage</p>' } } },
  })
  change(store)
  await nextTick()
  return page.text()
}

it('the live page shows that it is loading', async () => {
  expect(await show(() => undefined)).toContain('Loading the stream…')
})

it('the live page says that there is no such stream', async () => {
  expect(await show((store) => { store.phase = 'unknown' })).toContain('This stream does not exist')
})

it('the live page says that the shop does not answer', async () => {
  expect(await show((store) => { store.phase = 'unreachable' })).toContain('The shop does not answer')
})

it.each([
  ['live', 'Stage'],
  ['scheduled', 'The products appear here when we start.'],
  ['ended', 'Thank you for watching'],
] as const)('the live page of a stream that is %s shows "%s"', async (status, words) => {
  const text = await show((store) => {
    store.phase = 'ready'
    store.state = state([], { status })
    store.details = stream([], { status })
  })
  expect(text).toContain(words)
})

it('an ended stream mentions the cart only when there is something in it', async () => {
  const end = (store: ReturnType<typeof useLiveStreamStore>) => {
    store.phase = 'ready'
    store.state = state([], { status: 'ended' })
  }
  expect(await show(end)).not.toContain('Your cart')
  expect(await show((store) => {
    end(store)
    useCartStore().add(product('mug'))
  })).toContain('Your cart is still here.')
})
