// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => {
  localStorage.clear()
  vi.resetModules()
  vi.stubEnv('TZ', 'America/New_York')
})
afterEach(() => { vi.unstubAllEnvs() })

const load = () => import('./timeZone')

it('the zone is the device’s until another one is chosen, which is remembered', async () => {
  const { streamZone, chooseStreamZone, allZones } = await load()
  expect(streamZone()).toBe('America/New_York')
  expect(allZones()).toEqual(expect.arrayContaining(['America/New_York', 'Europe/Berlin', 'UTC']))
  chooseStreamZone('Europe/Berlin')
  expect(streamZone()).toBe('Europe/Berlin')
  vi.resetModules()
  expect((await load()).streamZone()).toBe('Europe/Berlin')
})

it('a remembered zone that this browser does not know is the device’s', async () => {
  localStorage.setItem('liveshop.timeZone', 'Mars/Olympus')
  expect((await load()).streamZone()).toBe('America/New_York')
})
