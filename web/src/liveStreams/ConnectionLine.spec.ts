// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import ConnectionLine from './ConnectionLine.vue'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

it('the connection line is empty while connected', async () => {
  const line = mount(ConnectionLine, { props: { status: 'connecting' } })
  await line.setProps({ status: 'live' })
  expect(line.text()).toBe('')
})

it('the connection line shows the loss, then the reconnect, then nothing', async () => {
  const line = mount(ConnectionLine, { props: { status: 'live' } })
  await line.setProps({ status: 'reconnecting' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(line.text()).toBe('Connection lost. Reconnecting…')
  await line.setProps({ status: 'live' })
  expect(line.text()).toBe('Connected again.')
  await vi.advanceTimersByTimeAsync(3_000)
  expect(line.text()).toBe('')
})

it('the connection line does not show a short loss', async () => {
  const line = mount(ConnectionLine, { props: { status: 'live' } })
  await line.setProps({ status: 'reconnecting' })
  await vi.advanceTimersByTimeAsync(300)
  await line.setProps({ status: 'live' })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(line.text()).toBe('')
})

it('the connection line says that updates come late while the snapshot is polled', async () => {
  const line = mount(ConnectionLine, { props: { status: 'reconnecting' } })
  await vi.advanceTimersByTimeAsync(1_000)
  await line.setProps({ status: 'polling' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(line.text()).toBe('Updates come a few seconds late.')
})
