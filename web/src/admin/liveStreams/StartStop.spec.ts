// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { product, stream } from '../../testing'
import { useAdminLiveStreamStore } from './adminLiveStreamStore'
import StartStop from './StartStop.vue'

beforeEach(() => { setActivePinia(createPinia()) })

function button(given: Partial<ReturnType<typeof stream>>) {
  const run = vi.spyOn(useAdminLiveStreamStore(), 'run').mockResolvedValue()
  const wrapper = mount(StartStop, { props: { stream: stream([product('mug')], given) } })
  const press = async (name: string) => {
    await wrapper.findAll('button').filter((found) => found.text() === name).at(-1)?.trigger('click')
    await flushPromises()
  }
  const done = () => run.mock.calls.map(([command]) => command.kind)
  return { wrapper, press, done, asked: () => wrapper.find('dialog').exists() }
}

it('a stream is stopped only after confirmation', async () => {
  const { wrapper, press, done, asked } = button({ status: 'live' })
  await press('Stop')
  expect(done()).toEqual([])
  expect(wrapper.text()).toContain('Stop the stream?')
  await press('Stop')
  expect([done(), asked()]).toEqual([['stop'], false])
})

it('a cancelled confirmation runs no command', async () => {
  const { press, done, asked } = button({ status: 'scheduled' })
  await press('Start')
  await press('Not now')
  expect([done(), asked()]).toEqual([[], false])
})

it('the start confirmation tells how many products will be shown', async () => {
  const { wrapper, press } = button({ status: 'ended' })
  await press('Start again')
  expect(wrapper.text()).toContain('the pinned product at once')
})

it('the confirmation closes when another admin changes the status', async () => {
  const { wrapper, press, done, asked } = button({ status: 'live' })
  await press('Stop')
  await wrapper.setProps({ stream: stream([], { status: 'ended' }) })
  expect([done(), asked()]).toEqual([[], false])
})
