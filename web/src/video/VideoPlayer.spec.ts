// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { playVideo } from './playVideo'
import VideoPlayer from './VideoPlayer.vue'

vi.mock('./playVideo', () => ({ playVideo: vi.fn() }))

const stop = vi.fn()
let fail: () => void

beforeEach(() => {
  stop.mockReset()
  vi.mocked(playVideo).mockReset().mockImplementation((_video, _url, onFailed) => {
    fail = onFailed
    return Promise.resolve(stop)
  })
})

const show = (props = {}) =>
  mount(VideoPlayer, { props: { src: '/clip.m3u8', poster: '/poster.svg', title: 'Winter table', connected: true, ...props } })

it('shows the poster when there is no video', () => {
  const player = show({ src: null })
  expect(player.find('video').exists()).toBe(false)
  expect(player.get('img.video').attributes('src')).toBe('/poster.svg')
  expect(playVideo).not.toHaveBeenCalled()
})

it('starts without sound, which a press turns on', async () => {
  const player = show()
  await flushPromises()
  const video = player.get<HTMLVideoElement>('video').element
  expect(video.muted).toBe(true)
  await player.get('[aria-label="Turn the sound on"]').trigger('click')
  expect(video.muted).toBe(false)
})

it('says when it cannot be played, and tries again on a press', async () => {
  const player = show()
  await flushPromises()
  fail()
  await flushPromises()
  expect(player.text()).toContain('The video cannot be played right now.')
  await player.get('.notice button').trigger('click')
  expect(playVideo).toHaveBeenCalledTimes(2)
})

it('says so when nothing plays for long, and takes it back when it does', async () => {
  vi.useFakeTimers()
  const player = show()
  await vi.advanceTimersByTimeAsync(9_000)
  expect(player.text()).toContain('The video cannot be played right now.')
  await player.get('video').trigger('playing')
  expect(player.text()).not.toContain('cannot be played')
  vi.useRealTimers()
})

it('tries again by itself when the connection is back', async () => {
  const player = show()
  await flushPromises()
  fail()
  await player.setProps({ connected: false })
  await player.setProps({ connected: true })
  await flushPromises()
  expect(playVideo).toHaveBeenCalledTimes(2)
  expect(player.text()).not.toContain('cannot be played')
})

it('plays the new video when it changes, and lets go of the old', async () => {
  const player = show()
  await flushPromises()
  await player.setProps({ src: '/other.m3u8' })
  await flushPromises()
  expect(stop).toHaveBeenCalledTimes(1)
  expect(vi.mocked(playVideo).mock.lastCall?.[1]).toBe('/other.m3u8')
})

it('says so when the player itself could not be loaded', async () => {
  vi.mocked(playVideo).mockRejectedValue(new Error('offline'))
  const player = show()
  await flushPromises()
  expect(player.text()).toContain('The video cannot be played right now.')
})

it('offers a press where the browser forbids to play by itself', async () => {
  const player = show()
  await flushPromises()
  const video = player.get<HTMLVideoElement>('video').element
  vi.spyOn(video, 'play').mockRejectedValueOnce(new DOMException('Not without a press.', 'NotAllowedError')).mockResolvedValue()
  await player.get('video').trigger('canplay')
  await flushPromises()
  await player.get('[aria-label="Play the video"]').trigger('click')
  expect(video.play).toHaveBeenCalledTimes(2)
})

it('lets go of a video that was still being opened when the page was left', async () => {
  const player = show()
  player.unmount()
  await flushPromises()
  expect(stop).toHaveBeenCalledTimes(1)
})
