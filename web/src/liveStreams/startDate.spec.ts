// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../i18n'
import { stream } from '../testing'
import { useLiveStreamStore } from './liveStreamStore'
import StreamCard from './StreamCard.vue'
import WaitingStage from './WaitingStage.vue'

const now = Date.parse('2026-11-22T12:00:00Z')
const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const global = { stubs: { RouterLink: RouterLinkStub } }

beforeEach(() => {
  vi.useFakeTimers({ now })
  setActivePinia(createPinia())
})
afterEach(() => { vi.useRealTimers() })

function saidOf(scheduledFor: string | null): { home: string; waiting: string } {
  const coming = stream([], { status: 'scheduled', scheduledFor })
  useLiveStreamStore().details = coming
  return {
    home: mount(StreamCard, { props: { stream: coming }, global }).text(),
    waiting: mount(WaitingStage, { global }).text(),
  }
}

describe('of a stream that has not started, home and waiting page', () => {
  it('say that its date is not set yet', () => {
    const { home, waiting } = saidOf(null)
    expect(home).toContain('The date is not set yet')
    expect(waiting).toContain('The date is not set yet')
    expect(home + waiting).not.toContain('any moment')
  })

  it('say in German that its date is not set yet', async () => {
    await setLanguage('de')
    const { home, waiting } = saidOf(null)
    await setLanguage('en')
    expect(home).toContain('Der Termin steht noch nicht fest')
    expect(waiting).toContain('Der Termin steht noch nicht fest')
  })

  it('say that it starts soon when its date passed long ago', () => {
    const { home, waiting } = saidOf(before(61))
    expect(home).toContain('Starting soon')
    expect(waiting).toContain('Starting soon')
    expect(waiting).not.toContain('Starts')
  })

  it('say that it starts any moment when its date has just passed', () => {
    expect(saidOf(before(59)).waiting).toContain('Starting any moment')
  })
})
